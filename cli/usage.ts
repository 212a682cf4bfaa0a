export const usage = `usage: signpost <command> [options]

  serve                                  starts the console, as npm start does
  check [-f FILE|-]... [--fail-on LEVEL] what the rules say of a cluster's aliases, or of Services in YAML files
  resolve HOST | NAMESPACE/NAME          where a name leads, hop by hop, from each vantage
  switch NAMESPACE/GROUP blue|green      plans a blue-green switch, shows the prechecks, and carries it out

  --context NAME      the context of the kubeconfig; without it the current one, or what the settings name
  --json              the result as JSON
  --timeout SECONDS   how long a cluster is waited for (120)
  -h, --help          this text

check
  -f, --file FILE     a YAML or JSON file instead of a cluster; - for what is piped in; may be repeated
  --fail-on LEVEL     the least severity that is an error: critical, warning (default), info
  --namespace NAME    only this namespace

switch
  --yes               does not ask; needs every warning acknowledged
  --acknowledge CODE  takes note of a precheck that warns; may be repeated
  --override CODE=WHY passes a precheck that blocks, with a reason of 10 characters or more; may be repeated
  --reason WHY        kept with the change
  --dry-run           only the plan and its prechecks

It reads the same settings as the console (SIGNPOST_…, KUBECONFIG) and has the rights of the kubeconfig's user.
Exit codes: 0 fine; 1 something was found, or refused; 2 used wrongly; 3 a cluster or its DNS could not be asked.`
