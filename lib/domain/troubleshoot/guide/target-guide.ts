import { guideLines } from './guide-lines'

const { tls, dates, names, connect, policies, retarget } = guideLines
const owner =
  'Nothing here: it is on the side of whoever runs the target, who are named on *Overview* where somebody is'
const askAgain = '*Ask now* asks DNS and probes anew'

/** Findings about who answers at the target. They are made where probing is allowed (`SIGNPOST_PROBE_…`). */
export const targetGuide = {
  CERT_CHAIN_BROKEN: {
    sees: 'Clients that verify say “unable to verify” or “bad signature”.',
    check: [tls],
    here: `${owner}.`,
    byHand: [`${tls.replace(' </dev/null', ' -showcerts </dev/null')}`],
  },
  CERT_CHAIN_INCOMPLETE: {
    sees: 'Browsers connect, programs say “unable to get local issuer certificate”.',
    check: [`${tls.replace(' </dev/null', ' -showcerts </dev/null')}`],
    here: `${owner}; or the root goes into \`SIGNPOST_CA_BUNDLE\`, if it is one of yours.`,
    byHand: [],
  },
  CERT_DATES: { sees: 'Some clients refuse the certificate.', check: [dates], here: `${owner}.`, byHand: [] },
  CERT_ENDING: {
    sees: 'It works until the day that is named.',
    check: [dates],
    here: '*Dependencies* has every alias of the host, with the team to tell; [metrics.md](metrics.md#alerts) has the alert.',
    byHand: [],
  },
  CERT_EXPIRED: {
    sees: 'Clients say “certificate has expired”.',
    check: [dates],
    here: `${owner}.`,
    byHand: [retarget],
  },
  CERT_NAME: {
    sees: 'Clients say “hostname mismatch”; or they reach a server that was never meant.',
    check: [names, tls],
    here: 'Compare target and certificate on *Overview*; *Retarget…* where the target is the wrong one.',
    byHand: [retarget],
  },
  CERT_NOT_YET_VALID: {
    sees: 'Clients say “certificate is not yet valid”.',
    check: [dates, 'date -u'],
    here: `${owner}.`,
    byHand: [],
  },
  CERT_PRIVATE_CA: {
    sees: 'Clients that have the root connect, others say “self-signed certificate in certificate chain”.',
    check: [tls],
    here: 'Put the root into `SIGNPOST_CA_BUNDLE` and start the console anew, and it is checked; or accept the finding for a time.',
    byHand: ['kubectl -n shop create configmap orders-ca --from-file=ca.crt'],
  },
  CERT_REJECTED: { sees: 'Clients that verify refuse the certificate.', check: [tls], here: `${owner}.`, byHand: [] },
  CERT_SELF_SIGNED: {
    sees: 'Clients say “self-signed certificate”.',
    check: [tls],
    here: 'Put the certificate into `SIGNPOST_CA_BUNDLE`, if it is meant.',
    byHand: ['kubectl -n shop create configmap orders-ca --from-file=ca.crt'],
  },
  CERT_USAGE: { sees: 'Clients say “unsuitable certificate purpose”.', check: [tls], here: `${owner}.`, byHand: [] },
  TCP_FAILED: { sees: 'Connections break off at once.', check: [connect], here: `${askAgain}.`, byHand: [] },
  TCP_REFUSED: {
    sees: 'Clients say “connection refused”.',
    check: [connect, "kubectl -n shop get service orders -o jsonpath='{.spec.ports}'"],
    here: '*Edit…* where the port is the wrong one; else *Switch* or *Retarget…*.',
    byHand: [retarget],
  },
  TCP_TIMEOUT: {
    sees: 'Clients wait, then say “timed out”.',
    check: [connect, policies],
    here: '*Troubleshoot*, symptom *Times out or refused*, reads the policies of the client’s namespace.',
    byHand: ['kubectl -n shop edit networkpolicy allow-orders'],
  },
  TCP_UNREACHABLE: {
    sees: 'Clients say “no route to host” or “network is unreachable”.',
    check: [connect],
    here: `${askAgain} after the route is back.`,
    byHand: [],
  },
  TLS_FAILED: {
    sees: 'Connections stand, and the handshake does not end.',
    check: [tls],
    here: `${askAgain}.`,
    byHand: [],
  },
  TLS_NAME: {
    sees: 'Clients that ask for the alias’ name say “hostname mismatch”; those that ask for the target’s do not.',
    check: [names],
    here: 'The tab *Manifest* has lines for each client that set the server name; [patterns.md](patterns.md#tls-and-the-host-header) says more.',
    byHand: [
      'openssl s_client -connect orders.shop.svc.cluster.local:443 -servername orders.example.com -verify_hostname orders.example.com </dev/null',
    ],
  },
  TLS_NOT_OFFERED: {
    sees: 'Clients that insist on TLS say “server does not support SSL”.',
    check: ['openssl s_client -starttls postgres -connect orders.example.com:5432 </dev/null'],
    here: `${owner}.`,
    byHand: [],
  },
  TLS_NOT_SPOKEN: {
    sees: 'Clients say “wrong version number”.',
    check: [tls],
    here: '*Edit…* where the port is the wrong one.',
    byHand: [],
  },
  TLS_OLD: {
    sees: 'Clients say “unsupported protocol”.',
    check: ['openssl s_client -connect orders.example.com:443 -tls1_2 </dev/null'],
    here: `${owner}.`,
    byHand: [],
  },
  TLS_REFUSED: {
    sees: 'Clients say “handshake failure”; a server that wants a client certificate looks like this too.',
    check: [tls],
    here: `${owner}.`,
    byHand: [],
  },
  CA_BUNDLE: {
    sees: 'No certificate is judged.',
    check: ['openssl crl2pkcs7 -nocrl -certfile ca-bundle.crt | openssl pkcs7 -print_certs -noout'],
    here: 'Put PEM certificates into the file of `SIGNPOST_CA_BUNDLE`, and start the console anew.',
    byHand: [],
  },
  PROBE_BLOCKED: {
    sees: 'Nothing was learned about the target: the console was not let out.',
    check: ['kubectl -n signpost get networkpolicy -o yaml'],
    here: 'Allow the port in the console’s NetworkPolicy: `networkPolicy.extraEgress` of the chart.',
    byHand: [],
  },
  PROBE_DENIED: {
    sees: 'Nothing was learned about the target: the address guard lets no probe go there.',
    check: ['dig +short orders.example.com A'],
    here: '`SIGNPOST_PROBE_PRIVATE` allows private addresses; those of the cluster and of nobody are never dialled.',
    byHand: [],
  },
} as const
