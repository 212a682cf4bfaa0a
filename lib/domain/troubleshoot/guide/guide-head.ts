/** What the troubleshooting page says before it comes to single findings. */
export const guideHead = `# Troubleshooting

From what one sees to what mends it. The page of an alias says which name of the chain broke, which resolver said so, and what it said; under **Troubleshoot** the console makes the checks below by itself, from a symptom or a pasted error line, and shows for each the line that does the same by hand. This page is written from the rules themselves by \`vitest run --project rules tests/lib/domain/troubleshoot/guide --update\`.

The lines are about an alias \`orders\` in namespace \`shop\` that leads to \`orders.example.com\`, and a cluster's DNS at 10.96.0.10.

## From a symptom

| what the application says | look here first |
|---|---|
| no such host, ENOTFOUND, NXDOMAIN, SERVFAIL | the tab *Resolution*: where the chain is marked; then [\`NXDOMAIN_ORIGIN\`](#nxdomain_origin), [\`NXDOMAIN_AT_HOP\`](#nxdomain_at_hop), [\`NODATA\`](#nodata), [\`SERVFAIL_UNKNOWN\`](#servfail_unknown) |
| timed out, ETIMEDOUT | [\`TCP_TIMEOUT\`](#tcp_timeout): policies first, then firewalls |
| connection refused | [\`TCP_REFUSED\`](#tcp_refused); inside the cluster [\`NAMESPACE_ALIAS_NO_READY_ENDPOINT\`](#namespace_alias_no_ready_endpoint) |
| hostname mismatch, certificate is not valid for | [\`TLS_NAME\`](#tls_name), then [\`CERT_NAME\`](#cert_name) |
| certificate has expired, unknown authority | [\`CERT_EXPIRED\`](#cert_expired), [\`CERT_PRIVATE_CA\`](#cert_private_ca), [\`CERT_CHAIN_INCOMPLETE\`](#cert_chain_incomplete) |
| 421, 404 or the wrong site behind a load balancer | the Host header: [patterns.md](patterns.md#tls-and-the-host-header) |
| it works from a laptop and not from a pod | [\`SPLIT_HORIZON\`](#split_horizon), then egress policies |
| a change is not seen | *Resolution* adds up what caches may still hold; then [states of a change](#states-of-a-change) |
| now and then | several addresses of which one is dead, a TTL of zero, one resolver among several: the strip of how the verdict changed shows which |
| a row is *unknown* | nothing was learned: [\`TIMEOUT\`](#timeout), [\`REFUSED\`](#refused), [states of a cluster](#states-of-a-cluster) |

## By hand, from the name to the connection

\`\`\`sh
kubectl -n shop get service orders -o wide
kubectl -n shop run signpost-ask --rm -it --image=busybox:1.36 --restart=Never -- nslookup orders.shop.svc.cluster.local
dig +noall +answer +comments orders.example.com A
kubectl -n shop get networkpolicy
kubectl -n kube-system logs -l k8s-app=kube-dns --tail=100
openssl s_client -connect orders.example.com:443 -servername orders.example.com </dev/null
\`\`\`

What Signpost adds is which of the answers counts: the same name from both sides, each link of the chain, and the rules of the client's own namespace. Which rights that takes is in [permissions.md](permissions.md).

## Common causes

- **Works from a laptop, not from a pod.** Compare the vantages; then the Corefile's forwards; then egress policies that leave out port 53 or the target's addresses; then a firewall outside the cluster, when policies allow it and the port still times out. When cluster and outside disagree in kind the note \`SPLIT_HORIZON\` says so; it is often meant: a private zone.
- **TLS fails, the name resolves.** Clients ask for the alias' name, the certificate is for the target's. Let the client connect to the target by name, or set the TLS server name it should ask for.
- **A change is not seen.** The cluster's DNS holds the alias for the TTL of its kubernetes plugin, a node's cache and the client's library hold it longer; the JVM and connection pools longest. The Resolution tab adds them up.
- **Now and then.** Several addresses of which one is dead, a TTL of zero, or a resolver among several that fails. Retries with a new lookup are the client's part.
`
