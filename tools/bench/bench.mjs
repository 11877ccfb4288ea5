// @ts-check

/**
 * What every bench is and hands back. A bench measures side by side in one run, so that its ratios hold on any machine.
 *
 * @typedef {object} Bench
 * @property {string} name as the command line gives it, and the marks in docs/benchmarks.md
 * @property {string} title the heading of its section
 * @property {(lab: import("./lab.mjs").Lab) => Promise<Report>} run
 *
 * @typedef {object} Report
 * @property {Table[]} tables
 * @property {Goal[]} [goals]
 * @property {string[]} [remarks] how it was measured, a sentence each
 * @property {Picture[]} [pictures]
 *
 * @typedef {object} Table
 * @property {string} [caption]
 * @property {string[]} head
 * @property {(string | number)[][]} rows
 *
 * @typedef {object} Goal
 * @property {string} what
 * @property {string} goal
 * @property {string} measured
 * @property {boolean} met
 *
 * @typedef {object} Picture
 * @property {string} file its name below docs/pictures
 * @property {string} alt what it shows, for who does not see it
 * @property {string} svg
 */

export {};
