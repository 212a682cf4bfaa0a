import type { Metadata } from 'next'
import { NewMigrationScreen } from '@/components/migration/new-migration-screen'

export const metadata: Metadata = { title: 'New migration' }

export default function NewMigrationPage() {
  return <NewMigrationScreen />
}
