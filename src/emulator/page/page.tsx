import { render } from "preact";
import { App } from "./app";
import { follow } from "./live";

const root = document.getElementById("page");
if (root === null) throw new Error("The page has no element to be in");
render(<App />, root);
follow();
