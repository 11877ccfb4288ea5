import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A sequence of chances that is the same for the same seed. Each call says whether this time it happens. */
export function drawsOf(seed: number, probability: number): () => boolean {
	if (probability >= 1) return () => true;
	const generator = xoroshiro128plus(seed);
	return () => uniformFloat64(generator) < probability;
}
