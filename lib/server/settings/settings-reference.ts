import type { Settings } from './settings'

type Name = keyof Settings | 'KUBECONFIG' | 'HTTPS_PROXY' | 'NO_PROXY'

export interface SettingReference {
  name: Name
  meaning: string
  /** What holds when it is not set, as the reference page says it. */
  usual: string
}

/** What each setting means, in Markdown, by what it is about: the reference page is made of it. */
export const settingsReference: readonly { about: string; settings: readonly SettingReference[] }[] = [
  {
    about: 'The console',
    settings: [
      {
        name: 'PORT',
        meaning: 'the port where the console listens',
        usual: '`7420`',
      },
      {
        name: 'SIGNPOST_LISTEN',
        meaning:
          'the address where it listens, such as `0.0.0.0` or `::` for all; with `SIGNPOST_AUTH=loopback` it does not start on any but loopback',
        usual: '`127.0.0.1`; in the image `0.0.0.0`',
      },
      {
        name: 'SIGNPOST_TLS_CERT_FILE',
        meaning:
          'a file with the certificate, and those that it rests on, in PEM: the console serves TLS 1.2 and newer itself. Taken over within ten seconds when it changes',
        usual: 'none: plain HTTP',
      },
      {
        name: 'SIGNPOST_TLS_KEY_FILE',
        meaning: 'a file with its key, in PEM without a passphrase',
        usual: 'needed with the certificate',
      },
      {
        name: 'KUBECONFIG',
        meaning: 'one or more kubeconfig files, merged as kubectl merges them',
        usual: '`~/.kube/config`; in a pod its ServiceAccount',
      },
      {
        name: 'HTTPS_PROXY',
        meaning:
          'the proxy (http, https or socks5) on the way to API servers and to an OpenID provider; `HTTP_PROXY` for those without TLS. `proxy-url` of a kubeconfig goes before it. DNS questions and probes go by no proxy',
        usual: 'none',
      },
      {
        name: 'NO_PROXY',
        meaning:
          'hosts that are reached without: names (with all that is below them), addresses and networks such as `10.96.0.0/12`, separated by commas; `*` for all. What runs on this machine never takes a proxy',
        usual: 'none',
      },
      {
        name: 'SIGNPOST_CONTEXTS',
        meaning:
          'contexts to show, separated by commas; the first one is shown first; or `clusters` in the file of `SIGNPOST_CONFIG`',
        usual: 'the current context',
      },
      {
        name: 'SIGNPOST_CONFIG',
        meaning:
          'a YAML file that names clusters and what differs in each ([docs/clusters.md](clusters.md)), the teams, their groups and contacts, and how often aliases are reviewed ([docs/reviews.md](reviews.md))',
        usual: 'none',
      },
      {
        name: 'SIGNPOST_HOSTS',
        meaning: 'further host names that the console may be called by',
        usual: 'loopback names only',
      },
      {
        name: 'SIGNPOST_LOG_FORMAT',
        meaning: '`json`: the log is one object a line; `text`: words for people ([docs/logs.md](logs.md))',
        usual: '`text` on a terminal, else `json`',
      },
      {
        name: 'SIGNPOST_LOG_LEVEL',
        meaning:
          'the least grave entries that are written: `debug` (each request too), `info` (writes, changes, sign-ins), `warn` (refusals, clusters that are away) or `error`',
        usual: '`info`',
      },
      {
        name: 'SIGNPOST_METRICS',
        meaning:
          '`address:port` where `/metrics` is served for Prometheus, without sign-in: keep it to networks that may read names and verdicts',
        usual: 'none',
      },
      {
        name: 'SIGNPOST_NAMESPACE',
        meaning: 'where records of changes and reviews are kept',
        usual: "beside the Service; in a cluster the console's own",
      },
      {
        name: 'SIGNPOST_READ_ONLY',
        meaning: '`true`: nobody changes anything here, whatever their rights; plans are still shown',
        usual: '`false`',
      },
    ],
  },
  {
    about: 'Sign-in',
    settings: [
      {
        name: 'SIGNPOST_AUTH',
        meaning:
          "`loopback`: whoever reaches 127.0.0.1 acts as the kubeconfig's user; `token`: viewers sign in with a Kubernetes token; `oidc`: by an OpenID provider; `proxy`: a proxy in front says who they are. Further settings of each: [docs/sign-in.md](sign-in.md)",
        usual: '`loopback`',
      },
      {
        name: 'SIGNPOST_URL',
        meaning:
          'how browsers reach the console, such as `https://signpost.example.com`: an origin without a path, https but on loopback. Its host may be called without `SIGNPOST_HOSTS`; cookies are for https only where it is https. Needed with `oidc`, recommended with `token`',
        usual: 'none: cookies are for https where the page that signs in is',
      },
      {
        name: 'SIGNPOST_SESSION_KEYS_FILE',
        meaning:
          'a file with the keys that seal sessions, one a line, 32 bytes in base64 or hex each (`openssl rand -base64 32`), ten at most; read again every ten seconds',
        usual: 'a key made up at each start',
      },
      {
        name: 'SIGNPOST_SESSION_KEYS',
        meaning: 'the same in the variable itself, separated by commas',
        usual: 'none',
      },
      {
        name: 'SIGNPOST_SESSION_IDLE',
        meaning:
          "seconds after which a session ends that nobody uses, 60 to 604800; each request counts, an open page's own too",
        usual: '`14400`, four hours',
      },
      {
        name: 'SIGNPOST_SESSION_LIFETIME',
        meaning: 'seconds after which a session ends in any case, 60 to 2592000',
        usual: '`86400`, a day',
      },
      {
        name: 'SIGNPOST_IMPERSONATE_GROUPS',
        meaning:
          'the groups that are impersonated, with the prefix, separated by commas; others of a viewer are left out, so that the right to impersonate groups can be limited to these',
        usual: 'all',
      },
    ],
  },
  {
    about: 'Sign-in by an OpenID provider',
    settings: [
      {
        name: 'SIGNPOST_OIDC_ISSUER',
        meaning: "the provider's issuer, https; the rest is discovered there",
        usual: 'needed',
      },
      {
        name: 'SIGNPOST_OIDC_CLIENT_ID',
        meaning: "the console's client at the provider",
        usual: 'needed',
      },
      {
        name: 'SIGNPOST_OIDC_CLIENT_SECRET_FILE',
        meaning: "a file with the client's secret",
        usual: 'none: a public client',
      },
      {
        name: 'SIGNPOST_OIDC_CLIENT_SECRET',
        meaning: 'the same in the variable itself',
        usual: 'none',
      },
      {
        name: 'SIGNPOST_OIDC_MODE',
        meaning:
          "`impersonate`: the console's identity impersonates user and groups of the claims; `pass-through`: API servers get the id token",
        usual: '`impersonate`',
      },
      {
        name: 'SIGNPOST_OIDC_USER_CLAIM',
        meaning: 'the claim that names the user; `email` only where the provider verified it',
        usual: '`sub`',
      },
      {
        name: 'SIGNPOST_OIDC_GROUPS_CLAIM',
        meaning: 'the claim that names the groups, a text or a list of texts',
        usual: '`groups`',
      },
      {
        name: 'SIGNPOST_OIDC_PREFIX',
        meaning:
          'what stands before users and groups where they are impersonated, so that nobody at the provider can be called like somebody else in the cluster; `-` for nothing',
        usual: '`oidc:`',
      },
      {
        name: 'SIGNPOST_OIDC_SCOPES',
        meaning:
          'what is asked for, with `openid` in it. Add what your provider wants for groups, and `offline_access` where it gives a refresh token for that alone',
        usual: '`openid profile email`',
      },
      {
        name: 'SIGNPOST_OIDC_CLOCK_TOLERANCE',
        meaning: "seconds by which the provider's clock may differ from this one, 0 to 900",
        usual: '`300`',
      },
      {
        name: 'SIGNPOST_OIDC_NAME',
        meaning: 'what the provider is called on the page',
        usual: "the issuer's host",
      },
    ],
  },
  {
    about: 'Sign-in by a proxy',
    settings: [
      {
        name: 'SIGNPOST_PROXY_PEERS',
        meaning: 'addresses or ranges whose headers are believed, separated by commas',
        usual: 'needed',
      },
      {
        name: 'SIGNPOST_PROXY_SECRET_FILE',
        meaning: 'a file with the secret that the proxy shows, 16 characters or more',
        usual: 'this or the next is needed',
      },
      {
        name: 'SIGNPOST_PROXY_SECRET',
        meaning: 'the same in the variable itself',
        usual: 'none',
      },
      {
        name: 'SIGNPOST_PROXY_SECRET_HEADER',
        meaning: 'the header that it stands in',
        usual: '`x-signpost-secret`',
      },
      {
        name: 'SIGNPOST_PROXY_USER_HEADER',
        meaning: 'the header that names the user',
        usual: '`x-forwarded-user`',
      },
      {
        name: 'SIGNPOST_PROXY_GROUPS_HEADER',
        meaning: 'the header that names the groups, separated by commas',
        usual: '`x-forwarded-groups`',
      },
    ],
  },
  {
    about: 'DNS, and what targets are',
    settings: [
      {
        name: 'SIGNPOST_CLUSTER_DNS',
        meaning: "`host:port` of the first cluster's DNS, for the view from inside",
        usual: 'in a cluster kube-dns; else by port-forward to its pods',
      },
      {
        name: 'SIGNPOST_CLUSTER_DOMAIN',
        meaning: "the cluster's domain",
        usual: 'as its Corefile says; `cluster.local` where that may not be read',
      },
      {
        name: 'SIGNPOST_RESOLVERS',
        meaning: 'resolvers of the view from outside, `host:port` separated by commas',
        usual: 'those of the machine; in a cluster none',
      },
      {
        name: 'SIGNPOST_OWN_DOMAINS',
        meaning: "your own domains, separated by commas: a target below one is a system of yours, not a third party's",
        usual: 'none',
      },
      {
        name: 'SIGNPOST_OTHER_CLUSTER_DOMAINS',
        meaning: 'domains of your other clusters, separated by commas',
        usual: 'none',
      },
      {
        name: 'SIGNPOST_ENVIRONMENTS',
        meaning:
          'environments in the order of promotion, separated by commas: the columns of the matrix; others come behind them by name',
        usual: '`development,test,staging,production`',
      },
    ],
  },
  {
    about: 'Probes',
    settings: [
      {
        name: 'SIGNPOST_PROBE_NAMESPACES',
        meaning: 'namespaces whose aliases are probed over TCP and TLS, separated by commas; `*` for any',
        usual: 'none: nothing is probed',
      },
      {
        name: 'SIGNPOST_PROBE_SUFFIXES',
        meaning: 'suffixes that their targets have to be under; `*` for any',
        usual: 'none: nothing is probed',
      },
      {
        name: 'SIGNPOST_PROBE_PORTS',
        meaning:
          "ports that may be probed; each alias at one: its first TCP port, its annotation `signpost/probe-port`, or its provider's usual one",
        usual: 'none: nothing is probed',
      },
      {
        name: 'SIGNPOST_PROBE_PRIVATE',
        meaning: '`true` lets probes go to private addresses outside the cluster',
        usual: '`false`',
      },
      {
        name: 'SIGNPOST_PROBE_RESERVED',
        meaning: 'ranges that are never probed, beside those that are read from the cluster',
        usual: 'none',
      },
      {
        name: 'SIGNPOST_CA_BUNDLE',
        meaning:
          "a file with PEM certificates that probes, and the way to an OpenID provider, trust beside the machine's own",
        usual: 'none',
      },
    ],
  },
  {
    about: 'Changes',
    settings: [
      {
        name: 'SIGNPOST_CONFIRM',
        meaning:
          '`always` opens the sheet of a switch and of an undo every time; `when-needed` only when its plan has something to acknowledge',
        usual: '`when-needed`',
      },
      {
        name: 'SIGNPOST_SOAK',
        meaning: 'seconds for which a verified change is watched over before it counts as completed',
        usual: '`600`',
      },
      {
        name: 'SIGNPOST_CLIENT_CACHE',
        meaning:
          'for how many seconds clients keep an address whatever its TTL, for the cut-over clock; annotation `signpost/client-cache-seconds` on a Service or namespace says it for some',
        usual: '`30`, as a JVM does, and said to be assumed',
      },
      {
        name: 'SIGNPOST_POOL_LIFETIME',
        meaning:
          'for how many seconds connections live on in pools, or `unlimited`; annotation `signpost/pool-lifetime-seconds` says it for some',
        usual: '`1800`, and said to be assumed',
      },
    ],
  },
  {
    about: 'Limits',
    settings: [
      {
        name: 'SIGNPOST_RATE_LIMIT',
        meaning: 'requests a minute and identity, `0` for no limit',
        usual: '`6000`',
      },
      {
        name: 'SIGNPOST_ASK_LIMIT',
        meaning:
          'how often a minute DNS is asked and a target tried because somebody wants it (Ask now, a lookup as a pod, Troubleshoot, a target that is being typed), for each user, each namespace and each registered domain; `0` for no limit',
        usual: '`600`',
      },
      {
        name: 'SIGNPOST_STREAM_LIMIT',
        meaning: 'event streams that one identity may have open, one for each browser; a thousand in all',
        usual: '`200`',
      },
      {
        name: 'SIGNPOST_SHED_MEMORY',
        meaning:
          'percent of the heap, or of what the container may use, from which on new streams, exports and lists of more than 200 are answered with 503 until it is ten less; `0`: never',
        usual: '`90`',
      },
      {
        name: 'SIGNPOST_SHED_DELAY',
        meaning:
          'milliseconds that the event loop is late on average, three seconds long, from which on the same wait until it is half of that; `0`: never',
        usual: '`500`',
      },
    ],
  },
]
