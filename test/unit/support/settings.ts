import { Settings } from "../../../src/api/settings";

type Texts = Readonly<Record<string, string | undefined>>;

/** Settings of a stack with this configuration, on a machine with this environment. */
export function settingsOf(configuration: Texts = {}, environment: Texts = {}): Settings {
	return new Settings({ config: (key) => configuration[key], environment });
}
