/** Lines that several guides share: an alias `orders` in `shop`, a target `orders.example.com`, a cluster's DNS at 10.96.0.10. */
export const guideLines = {
  service: 'kubectl -n shop get service orders -o yaml',
  target: "kubectl -n shop get service orders -o jsonpath='{.spec.externalName}'",
  dig: 'dig +noall +answer +comments orders.example.com A',
  digCluster: 'dig @10.96.0.10 +noall +answer +comments orders.shop.svc.cluster.local A',
  trace: 'dig +trace orders.example.com A',
  inside:
    'kubectl -n shop run signpost-ask --rm -it --image=busybox:1.36 --restart=Never -- nslookup orders.shop.svc.cluster.local',
  log: 'kubectl -n kube-system logs -l k8s-app=kube-dns --tail=100 --prefix',
  corefile: "kubectl -n kube-system get configmap coredns -o jsonpath='{.data.Corefile}'",
  policies: 'kubectl -n shop get networkpolicy -o yaml',
  slices: 'kubectl -n shop get endpointslices -l kubernetes.io/service-name=orders',
  retarget: `kubectl -n shop patch service orders --type merge -p '{"spec":{"externalName":"orders-2.example.com"}}'`,
  remove: 'kubectl -n shop delete service orders',
  tls: 'openssl s_client -connect orders.example.com:443 -servername orders.example.com -verify_hostname orders.example.com </dev/null',
  dates:
    'openssl s_client -connect orders.example.com:443 -servername orders.example.com </dev/null | openssl x509 -noout -subject -issuer -dates',
  names:
    'openssl s_client -connect orders.example.com:443 -servername orders.example.com </dev/null | openssl x509 -noout -ext subjectAltName',
  connect:
    'kubectl -n shop run signpost-ask --rm -it --image=busybox:1.36 --restart=Never -- nc -vz -w 3 orders.example.com 443',
} as const

/** Sets an annotation of the alias. */
export function annotateLine(annotation: string): string {
  return `kubectl -n shop annotate --overwrite service orders ${annotation}`
}

/** Sets a label of the alias. */
export function labelLine(label: string): string {
  return `kubectl -n shop label --overwrite service orders ${label}`
}
