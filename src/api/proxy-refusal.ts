/** Thrown where a proxy lets nothing through: it wants another password, or does not allow the host. */
export class ProxyRefusal extends Error {
	readonly status: number;

	constructor(status: number) {
		super(`the proxy answers HTTP ${status}`);
		this.name = "ProxyRefusal";
		this.status = status;
	}
}
