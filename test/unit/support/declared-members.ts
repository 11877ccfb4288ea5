import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** A member of an interface as its source declares it. */
export interface DeclaredMember {
	readonly name: string;
	readonly optional: boolean;
	/** The text of its documentation, tags included; empty when there is none. */
	readonly documentation: string;
}

/** The members of an interface of a file under src/, read from the source. */
export function declaredMembers(file: string, interfaceName: string): DeclaredMember[] {
	const text = readFileSync(path.join(__dirname, "../../../src", file), "utf8");
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const declaration = source.statements.find(
		(statement): statement is ts.InterfaceDeclaration =>
			ts.isInterfaceDeclaration(statement) && statement.name.text === interfaceName,
	);
	if (declaration === undefined) {
		throw new Error(`${file} declares no interface ${interfaceName}`);
	}
	return declaration.members.map((member) => ({
		name: member.name?.getText(source) ?? "",
		optional: (member as ts.PropertySignature).questionToken !== undefined,
		documentation: ts
			.getJSDocCommentsAndTags(member)
			.map((part) => part.getText(source))
			.join("\n"),
	}));
}
