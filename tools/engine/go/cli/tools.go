//go:build tools

// Package cli pins the engine's command line; go.sum verifies every byte it is built from.
package cli

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
