/** What signing off an alias needs: a right of its own, because who answers for an alias need not be able to write it. */
export function signRight({ namespace }: { namespace: string }) {
  return { verb: 'create', group: 'signpost', resource: 'reviews', namespace } as const
}
