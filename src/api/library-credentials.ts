import Credential, {
	CLIProfileCredentialsProvider,
	DefaultCredentialsProvider,
	ECSRAMRoleCredentialsProvider,
	URICredentialsProvider,
} from "@alicloud/credentials";

/** The ways to credentials that the official library goes, each with what it needs to know. */
const ways = {
	ecsRole: (roleName: string) => ECSRAMRoleCredentialsProvider.builder().withRoleName(roleName).build(),
	uri: (uri: string) => URICredentialsProvider.builder().withCredentialsURI(uri).build(),
	profile: (name: string) => CLIProfileCredentialsProvider.builder().withProfileName(name).build(),
	default: () => DefaultCredentialsProvider.builder().build(),
} as const;

/** A way to credentials; the default chain needs to know nothing. */
export interface LibraryWay {
	readonly way: keyof typeof ways;
	readonly of: string;
}

/** Credentials that the official library gets and renews. This module is loaded only where they are wanted. */
export function libraryCredential({ way, of }: LibraryWay): Credential {
	return new Credential(null, ways[way](of));
}
