import { guideLines } from './guide-lines'

const { dig, digCluster, inside, log, corefile, retarget, remove, trace, target } = guideLines
const askAgain = '*Ask now* on the tab *Resolution*'
const retargetHere = '*Retarget…* on the alias, or *Switch* where the other colour is ready'
const tellProvider = 'Nothing here: the tab *Resolution* names the hop to tell its owner of'

/** Findings about how the target resolves, and about names that somebody else may take. */
export const resolutionGuide = {
  CHAIN_TOO_LONG: {
    sees: 'Resolvers answer SERVFAIL, some only now and then.',
    check: [dig],
    here: `${retargetHere}, to a name further down the chain.`,
    byHand: [retarget],
  },
  CNAME_LOOP: {
    sees: 'Clients are told that the name cannot be resolved, from everywhere.',
    check: ['dig +noall +answer orders.example.com CNAME', trace],
    here: `${tellProvider}. Until then ${retargetHere}.`,
    byHand: [retarget],
  },
  INVALID_NAME: {
    sees: 'No question for it can even be sent.',
    check: [target],
    here: `${retargetHere}.`,
    byHand: [retarget],
  },
  IP_LITERAL: {
    sees: 'Clients are told that the name does not exist, although the address answers.',
    check: [target, digCluster],
    here: '*Migrate…*, pattern *Address to headless Service*: [patterns.md](patterns.md#an-address-in-place-of-a-name).',
    byHand: [retarget],
  },
  LAME_OR_UNREACHABLE_ZONE: {
    sees: 'Lookups take seconds and fail; a CNAME is there, and the name it leads to does not answer.',
    check: [dig, trace, log],
    here: `${tellProvider}. ${askAgain} after it was mended.`,
    byHand: ['dig +short example.com NS', 'dig @ns1.example.com orders.example.com A'],
  },
  NODATA: {
    sees: 'The name exists, and clients get no address. A load balancer without members looks like this.',
    check: [
      'dig +noall +answer +comments orders.example.com A',
      'dig +noall +answer +comments orders.example.com AAAA',
    ],
    here: `${retargetHere}.`,
    byHand: [retarget],
  },
  NXDOMAIN_AT_HOP: {
    sees: 'CoreDNS answers with the CNAME alone; clients say “no such host”.',
    check: [dig, digCluster],
    here: `${tellProvider}. Until then ${retargetHere}.`,
    byHand: [retarget],
  },
  NXDOMAIN_ORIGIN: {
    sees: 'CoreDNS answers with the CNAME alone; clients say “no such host”.',
    check: [target, dig, inside],
    here: `${retargetHere}. See whether the name could be claimed: the finding beside it says so.`,
    byHand: [retarget],
  },
  SERVFAIL_DNSSEC: {
    sees: 'Resolvers that validate answer SERVFAIL, others answer as ever.',
    check: [dig, 'dig +cd +noall +answer +comments orders.example.com A', 'dig +short example.com DS'],
    here: `${tellProvider}. ${askAgain} after it was mended.`,
    byHand: [],
  },
  SERVFAIL_UNKNOWN: {
    sees: 'SERVFAIL without a reason.',
    check: [dig, digCluster, log],
    here: `Compare the vantages on the tab *Resolution*; *Troubleshoot* reads CoreDNS’ log. ${askAgain}.`,
    byHand: ['kubectl -n kube-system rollout restart deployment/coredns'],
  },
  SERVFAIL_UPSTREAM: {
    sees: 'SERVFAIL: the resolver reaches no server of the zone.',
    check: [trace, corefile, log],
    here: 'Other hosts of the same zone stand beside it in *Dependencies*: if they fail too, it is the way out.',
    byHand: ['kubectl -n kube-system edit configmap coredns'],
  },
  SPECIAL_IP: {
    sees: 'The name leads to an address that is private, of this machine, or of nobody.',
    check: ['dig +short orders.example.com A'],
    here: 'Nothing, where a private network is meant; accept the finding for a time. Else *Retarget…*.',
    byHand: [retarget],
  },
  BLOCKED_BY_POLICY: {
    sees: 'A filter of the resolver answers: REFUSED, NXDOMAIN, or the address of a page that says so.',
    check: [dig, 'dig @192.0.2.53 +noall +answer +comments orders.example.com A'],
    here: 'Nothing: the extended error on the tab *Resolution* names the filter, where it does.',
    byHand: [],
  },
  CHAIN_LONG: {
    sees: 'Lookups are slow, and fail when any of the zones does.',
    check: [dig],
    here: `${retargetHere}, to a name further down the chain.`,
    byHand: [retarget],
  },
  NAME_NOT_SERVED: {
    sees: 'The Service is there, and the cluster’s DNS says that its name does not exist.',
    check: [digCluster, log, 'kubectl -n kube-system get pods -l k8s-app=kube-dns'],
    here: `${askAgain}; *Troubleshoot* looks at CoreDNS.`,
    byHand: ['kubectl -n kube-system rollout restart deployment/coredns'],
  },
  PARTIAL_FAILURE: {
    sees: 'Some clients wait or fail, those that ask for one family only do not.',
    check: ['dig +noall +comments orders.example.com A', 'dig +noall +comments orders.example.com AAAA'],
    here: `${tellProvider}.`,
    byHand: [],
  },
  SERVFAIL_CACHED: {
    sees: 'SERVFAIL for up to half a minute after the zone has come back.',
    check: [dig],
    here: `${askAgain} in a minute.`,
    byHand: [],
  },
  SPLIT_HORIZON: {
    sees: 'It works from a laptop and not from a pod, or the other way round.',
    check: [dig, inside, corefile],
    here: 'The tab *Resolution* has both views side by side. Where it is meant, accept the finding for a time.',
    byHand: ['kubectl -n kube-system edit configmap coredns'],
  },
  STALE_ANSWER: {
    sees: 'It works, on an answer whose time is over.',
    check: [dig, trace],
    here: `${tellProvider}.`,
    byHand: [],
  },
  TRUNCATED_TCP_FAILED: {
    sees: 'Names with many records fail, others do not.',
    check: ['dig +tcp orders.example.com A', guideLines.policies],
    here: 'Nothing: *Troubleshoot* names the policy that leaves out port 53 over TCP.',
    byHand: ['kubectl -n shop edit networkpolicy allow-dns'],
  },
  REFUSED: {
    sees: 'The resolver refuses this client; nothing was learned about the name.',
    check: [dig],
    here: 'Name another resolver: `SIGNPOST_RESOLVERS`, `SIGNPOST_CLUSTER_DNS` ([configure.md](configure.md)).',
    byHand: [],
  },
  RESOLVER_ERROR: {
    sees: 'What came back is no DNS answer; nothing was learned about the name.',
    check: [dig, log],
    here: 'Name another resolver: `SIGNPOST_RESOLVERS`, `SIGNPOST_CLUSTER_DNS` ([configure.md](configure.md)).',
    byHand: [],
  },
  TIMEOUT: {
    sees: 'The resolver does not answer; nothing was learned about the name. One that answers nobody is told once, above the list.',
    check: [dig, 'kubectl -n kube-system get pods -l k8s-app=kube-dns'],
    here: 'See [the runbook](runbook.md#resolversilent).',
    byHand: [],
  },
  DRIFT: {
    sees: 'It works, and ends somewhere else than before.',
    check: [dig],
    here: 'The strip on the tab *Resolution* says when; ask whoever runs the target.',
    byHand: [],
  },
  TTL_LONG: {
    sees: 'A move of the target is seen after hours.',
    check: [dig],
    here: 'The cut-over clock of a plan counts it in.',
    byHand: [],
  },
  TTL_ZERO: {
    sees: 'Each connection waits for DNS, and every failure of the zone is felt at once.',
    check: [dig],
    here: 'Nothing: it is a property of the zone.',
    byHand: [],
  },
  CLAIMABLE_LIKELY: {
    sees: 'The name does not exist, and anybody may create it at the provider.',
    check: [dig],
    here: '*Retarget…* or *Delete…* at once; *Dependencies* has every other alias of the host.',
    byHand: [remove],
  },
  DANGLING_DOMAIN: {
    sees: 'The whole domain does not exist.',
    check: ['dig +noall +comments example.com SOA', 'whois example.com'],
    here: '*Retarget…* or *Delete…* at once; *Dependencies* has every other alias below that domain.',
    byHand: [remove],
  },
  DANGLING_PROVIDER: {
    sees: 'The name does not exist at the provider any more.',
    check: [dig],
    here: '*Retarget…* to what took its place, or *Delete…*.',
    byHand: [retarget],
  },
  DANGLING_OTHER: {
    sees: 'The name does not exist.',
    check: [dig],
    here: '*Retarget…* or *Delete…*, once its owner was asked.',
    byHand: [retarget],
  },
} as const
