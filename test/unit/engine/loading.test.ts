const libraries = ["@alicloud/openapi-client", "@alicloud/tea-util", "@alicloud/credentials", "@alicloud/vpc20160428"];

describe("the provider entry", () => {
	it("loads no library of the cloud before a request needs it", async () => {
		const loaded: string[] = [];
		await jest.isolateModulesAsync(async () => {
			for (const name of libraries) {
				jest.doMock(name, () => {
					loaded.push(name);
					return jest.requireActual(name);
				});
			}
			const { handler } = await import("../../../src/engine/index.js");
			handler("VpcPeerConnection");
			expect(loaded).toEqual([]);

			// The same would have been noticed here.
			await import("../../../src/api/sdk-transport.js");
			expect(loaded).toEqual(expect.arrayContaining(["@alicloud/openapi-client", "@alicloud/tea-util"]));
		});
	});
});
