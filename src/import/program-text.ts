import { printableLines } from "../errors/printable";
import { VariableNames } from "./names";

/** A resource as it is to be declared. */
export interface Declaration {
	readonly kind: string;
	readonly name: string;
	readonly id: string;
	readonly args: Readonly<Record<string, unknown>>;
}

/** A TypeScript program that declares the resources. What names the id of a declared connection refers to it. */
export function programText(declarations: readonly Declaration[]): string {
	const kinds = [...new Set(declarations.map(({ kind }) => kind))].sort();
	const variables = new VariableNames(kinds);
	const named = declarations.map((one) => ({ ...one, variable: variables.unique(one.name) }));
	const connections = named.filter(({ kind }) => kind === "VpcPeerConnection");
	const ids = new Map(connections.map(({ id, variable }) => [id, `${variable}.instanceId`]));
	const texts = named.map(({ kind, name, variable, args }) => {
		const members = Object.entries(args).map(([key, value]) => {
			const reference = key === "instanceId" ? ids.get(String(value)) : undefined;
			return `\t${memberName(key)}: ${reference ?? literal(value, "\t")},\n`;
		});
		return `const ${variable} = new ${kind}(${textLiteral(name)}, {\n${members.join("")}});\n`;
	});
	return `import { ${kinds.join(", ")} } from "pulumi-alicloud-vpcpeer";\n\n${texts.join("\n")}`;
}

function literal(value: unknown, indentation: string): string {
	if (typeof value === "string") {
		return textLiteral(value);
	}
	if (typeof value !== "object" || value === null) {
		return JSON.stringify(value);
	}
	if (Array.isArray(value)) {
		return `[${value.map((member) => literal(member, indentation)).join(", ")}]`;
	}
	const members = Object.entries(value).map(([key, member]) => `${memberName(key)}: ${literal(member, indentation)}`);
	return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function memberName(key: string): string {
	if (key === "__proto__") {
		// Written as any other member it would set the prototype.
		return '["__proto__"]';
	}
	return /^[A-Za-z_$][\w$]*$/.test(key) ? key : textLiteral(key);
}

/** A text as TypeScript has it, in characters that every editor and terminal shows. */
function textLiteral(text: string): string {
	return printableLines(JSON.stringify(text));
}
