/** What a program registers side by side, the engine asks about side by side: after this pause another one may be known. */
export const askedPauseMs = 250;

/** How long the engine may take to ask about another resource of the program. */
export const askedWithinMs = 5_000;
