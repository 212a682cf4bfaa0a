import { guideLines } from './guide-lines'

const { target, retarget } = guideLines
const behind = 'kubectl -n data get service orders-db'
const slices = 'kubectl -n data get endpointslices -l kubernetes.io/service-name=orders-db'
const pods = 'kubectl -n data get pods -l app=orders-db -o wide'

/** Findings about targets inside the cluster. */
export const inClusterGuide = {
  NAMESPACE_ALIAS_LOOP: {
    sees: 'The name has no address, from any pod.',
    check: ['kubectl get services -A --field-selector spec.type=ExternalName'],
    here: '*Retarget…* one of them; the diagram of *Overview* shows the circle.',
    byHand: [retarget],
  },
  NAMESPACE_ALIAS_MISSING_POD: {
    sees: 'The name of one pod does not exist, that of the Service does.',
    check: [target, pods],
    here: '*Retarget…* to the Service itself.',
    byHand: ['kubectl -n data rollout status statefulset/orders-db --timeout=60s'],
  },
  NAMESPACE_ALIAS_MISSING_SERVICE: {
    sees: 'The name exists and has no address.',
    check: [target, behind],
    here: '*Retarget…*, or *New alias* for what took its place.',
    byHand: [retarget],
  },
  NAMESPACE_ALIAS_NO_READY_ENDPOINT: {
    sees: 'DNS answers, connections are refused or time out.',
    check: [behind, slices, pods],
    here: 'Nothing here: the pods have to become ready; the row follows within seconds.',
    byHand: ['kubectl -n data describe pods -l app=orders-db'],
  },
  NAMESPACE_ALIAS_SHORT_NAME: {
    sees: 'The name does not exist, although `orders-db.data` works in a pod.',
    check: [target],
    here: '*Retarget…*: write the whole name.',
    byHand: [
      `kubectl -n shop patch service orders --type merge -p '{"spec":{"externalName":"orders-db.data.svc.cluster.local"}}'`,
    ],
  },
  NAMESPACE_ALIAS_TOO_LONG: {
    sees: 'The name has no address, although each link of the chain has.',
    check: ['kubectl get services -A --field-selector spec.type=ExternalName'],
    here: '*Retarget…* the first alias to the last Service.',
    byHand: [retarget],
  },
  NAMESPACE_ALIAS_UNKNOWN: {
    sees: 'Nothing about the alias itself: whether the Service is there could not be read.',
    check: ['kubectl auth can-i get services -n data'],
    here: 'Give the console identity its roles: [permissions.md](permissions.md#what-the-console-identity-needs).',
    byHand: [],
  },
} as const
