import type { Metadata } from 'next'
import { NewAliasScreen } from '@/components/manifest/new-alias-screen'

export const metadata: Metadata = { title: 'New alias' }

export default function NewAliasPage() {
  return <NewAliasScreen />
}
