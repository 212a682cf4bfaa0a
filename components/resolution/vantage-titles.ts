import type { VantageName } from '@/lib/domain/resolution/resolution'

/** The vantages as headings say them. */
export const vantageTitles: Readonly<Record<VantageName, string>> = {
  cluster: 'From the cluster',
  outside: 'From outside',
}
