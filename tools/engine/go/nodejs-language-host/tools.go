//go:build tools

// Package host pins the last release of the engine's SDK module that contains the Node language host.
package host

import _ "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs"
