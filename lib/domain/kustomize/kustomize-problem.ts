/**
 * What there is to say of a build. `broken`: kubectl would refuse it for this. `unread`: kustomize would do something that is not done here, so that
 * Services may come out otherwise. `note`: it may be a mistake, or nothing of it touches a Service.
 */
export interface KustomizeProblem {
  kind: 'broken' | 'unread' | 'note'
  /** The file or folder that it is about; '' for the whole. */
  path: string
  message: string
}
