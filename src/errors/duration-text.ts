/** A duration for people: "0.4 s", "12 s", "2 min 5 s". */
export function durationText(ms: number): string {
	// Rounded before it is split, so that 119.9 s is 2 min and not 1 min 60 s.
	const whole = Math.round(ms / 1000);
	if (whole >= 60) {
		const minutes = `${Math.floor(whole / 60)} min`;
		return whole % 60 === 0 ? minutes : `${minutes} ${whole % 60} s`;
	}
	return whole < 10 ? `${(ms / 1000).toFixed(1)} s` : `${whole} s`;
}
