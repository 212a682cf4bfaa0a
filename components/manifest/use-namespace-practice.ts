import { useQuery } from '@tanstack/react-query'
import { useSettled } from '@/components/ui/use-settled'
import { namespaceQuery } from '@/lib/client/manifest-queries'
import { dnsLabelSchema } from '@/lib/contract/fields'
import type { NamespaceView } from '@/lib/contract/namespaces'

/** What the aliases of a namespace carry of the practice, and how many they are. */
export interface NamespacePractice {
  namespace: string
  aliases: number
  counts: NonNullable<NamespaceView['practice']>
}

/** The practice of a namespace once its name is no longer typed; null where there is none, or the viewer may not know. */
export function useNamespacePractice(home: { cluster: string; namespace: string }): NamespacePractice | null {
  const { cluster, namespace } = home
  const settled = useSettled(namespace)
  const isAsked = cluster !== '' && settled === namespace && dnsLabelSchema.safeParse(namespace).success
  const { data } = useQuery({ ...namespaceQuery(cluster, namespace), enabled: isAsked })
  const [found] = data?.items ?? []
  if (!found?.aliases || found.practice === null) return null
  return { namespace: found.name, aliases: found.aliases, counts: found.practice }
}
