import type { ChangeState } from '@/lib/domain/change/change-state'

interface StateGuide {
  means: string
  todo: string
}

/** What a console knows of a cluster, state by state. */
export const clusterStateGuide: Readonly<Record<'connecting' | 'live' | 'stale' | 'denied', StateGuide>> = {
  connecting: {
    means: 'The first list of Services is not there yet; `why` is the last failure, if there was one.',
    todo: 'Wait some seconds. If it stays, `why` names the cause: address, certificate, credentials ([runbook.md](runbook.md#a-cluster-is-not-read)).',
  },
  live: { means: 'Every change of a Service arrives as it is made.', todo: '' },
  stale: {
    means:
      'The API server has not answered for ten seconds, or a list fails. The rows stay as they were at `since`; changes are refused with 503.',
    todo: 'Nothing, if the cluster is known to be away: it comes back by itself, at most three seconds between two tries. Else ask it from where the console runs.',
  },
  denied: {
    means: 'The console identity may not list or watch what is named.',
    todo: 'Bind the roles of [permissions.md](permissions.md#what-the-console-identity-needs); it is tried again by itself.',
  },
}

/** What a change has become, state by state. */
export const changeStateGuide: Readonly<Record<ChangeState, StateGuide>> = {
  ready: { means: 'Planned; nothing is recorded.', todo: '' },
  applying: {
    means: 'The intent is recorded, the patch is on its way.',
    todo: 'Within 15 s it is another state, also after a crash: another console finishes the story.',
  },
  applied: { means: 'The Service is as it was to be.', todo: '' },
  propagating: { means: 'The cluster’s DNS is asked until every resolver answers the new name.', todo: '' },
  verifying: { means: 'The new target is looked at through DNS.', todo: '' },
  soaking: {
    means: 'Proved, and watched over for the time that was chosen.',
    todo: 'Other changes may be made meanwhile.',
  },
  completed: { means: 'It is done.', todo: '' },
  conflict: { means: 'Another write came first; nothing was changed.', todo: 'Plan again.' },
  'not-applied': { means: 'It never reached the Service.', todo: 'Plan again.' },
  inconclusive: {
    means: 'It was applied, and whether it works could not be proved: a resolver was silent, the console was away.',
    todo: 'Look at *Resolution*, then keep it with a reason, or undo it.',
  },
  failed: {
    means: 'It was applied, and the proof says that it does not work.',
    todo: 'Undo it, or keep it with a reason.',
  },
  undoing: { means: 'An undo of it is under way.', todo: '' },
  undone: { means: 'It was taken back.', todo: 'Choosing the same target again asks for a reason.' },
  'undo-failed': {
    means: 'Its undo did not come about.',
    todo: 'Plan the undo again; what stands in the way is named.',
  },
  reverted: {
    means: 'Somebody else wrote the old target back; the step names the field manager.',
    todo: 'Change it where that tool takes it from: [git.md](git.md).',
  },
  'patch-proposed': {
    means: 'It waits for the repository, for seven days at most.',
    todo: 'Commit the patch of the sheet, or withdraw it.',
  },
  'observed-live': { means: 'The repository brought it; the proof begins.', todo: '' },
  cancelled: { means: 'It was given up before it was applied.', todo: '' },
}
