import type { ChangesList, ChangesQuery, ServiceChanges } from '@/lib/contract/changes'
import type { DependenciesPage, DependenciesQuery, DependencyDetail } from '@/lib/contract/dependencies'
import type { EnvironmentsPage, EnvironmentsQuery } from '@/lib/contract/environments'
import type { FindingsPage, FindingsQuery } from '@/lib/contract/findings'
import type { GroupsPage } from '@/lib/contract/groups'
import type { MigrationsPage, MigrationsQuery, MigrationView } from '@/lib/contract/migrations'
import type { NamespacesPage, NamespacesQuery } from '@/lib/contract/namespaces'
import type { ResolutionView } from '@/lib/contract/resolution'
import type { ReviewsPage, ReviewsQuery } from '@/lib/contract/reviews'
import type { ServiceDetail, ServicesPage, ServicesQuery } from '@/lib/contract/services'
import type { Session } from '@/lib/contract/session'
import type { SeverityHistoryQuery, SeverityHistoryView } from '@/lib/contract/severity-history'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { describeSession } from '@/lib/server/access/describe-session'
import { dependencyDetail } from '@/lib/server/dependencies/dependency-detail'
import { listDependencies } from '@/lib/server/dependencies/list-dependencies'
import { listEnvironments } from '@/lib/server/environments/list-environments'
import { listFindings } from '@/lib/server/findings/list-findings'
import { listGroups } from '@/lib/server/groups/list-groups'
import { listNamespaces } from '@/lib/server/namespaces/list-namespaces'
import { listReviews } from '@/lib/server/review/list-reviews'
import { currentRuntime } from '@/lib/server/runtime/global-runtime'
import { version } from '@/lib/server/runtime/version'
import { listChanges } from '@/lib/server/services/list-changes'
import { listMigrations } from '@/lib/server/services/list-migrations'
import { listServices } from '@/lib/server/services/list-services'
import { readMigration } from '@/lib/server/services/read-migration'
import { readSeverityHistory } from '@/lib/server/services/read-severity-history'
import { listServiceChanges } from '@/lib/server/services/service-changes'
import { serviceDetail } from '@/lib/server/services/service-detail'
import {
  serviceDescription,
  serviceDiagram,
  serviceManifest,
  serviceResolution,
} from '@/lib/server/services/service-texts'
import { admitPage } from './admit-page'

/** The version of the console that renders the page. */
export const consoleVersion = version

export interface Window {
  offset: number
  limit: number
}

/** What server components read, with the identity of the request; the same functions serve the API. */
export interface PageReader {
  session(): Promise<Session>
  /** Why there is no cluster to show, null when there is one. */
  problem(): string | null
  listServices(query: ServicesQuery): Promise<ServicesPage>
  getSeverityHistory(query: SeverityHistoryQuery): Promise<SeverityHistoryView>
  getService(ref: ServiceRef): Promise<ServiceDetail>
  getResolution(ref: ServiceRef): Promise<ResolutionView>
  getDiagram(ref: ServiceRef, kind: 'flow' | 'sequence'): Promise<string>
  getManifest(ref: ServiceRef): Promise<string>
  getDescribe(ref: ServiceRef): Promise<string>
  listGroups(window: Window): Promise<GroupsPage>
  listDependencies(query: DependenciesQuery): Promise<DependenciesPage>
  listFindings(query: FindingsQuery): Promise<FindingsPage>
  getDependency(host: string): Promise<DependencyDetail>
  listEnvironments(query: EnvironmentsQuery): Promise<EnvironmentsPage>
  listReviews(query: ReviewsQuery): Promise<ReviewsPage>
  listServiceChanges(ref: ServiceRef, window: Window): Promise<ServiceChanges>
  listChanges(query: ChangesQuery): Promise<ChangesList>
  listNamespaces(query: NamespacesQuery): Promise<NamespacesPage>
  listMigrations(query: MigrationsQuery): Promise<MigrationsPage>
  getMigration(ref: ServiceRef, id: string): Promise<MigrationView>
}

/** The reader of the page that is being rendered. Leads whoever did not sign in there; throws AppError for what else fails, and what its functions throw. */
export async function pageReader(): Promise<PageReader> {
  const runtime = currentRuntime()
  const identity = await admitPage(runtime)
  return {
    session: () => describeSession(runtime, identity),
    problem: () => runtime.problem,
    listServices: (query) => listServices(runtime, identity, query),
    getSeverityHistory: (query) => readSeverityHistory(runtime, identity, query),
    getService: (ref) => serviceDetail(runtime, identity, ref),
    getResolution: (ref) => serviceResolution(runtime, identity, ref),
    getDiagram: (ref, kind) => serviceDiagram(runtime, identity, ref, kind),
    getManifest: (ref) => serviceManifest(runtime, identity, ref),
    getDescribe: (ref) => serviceDescription(runtime, identity, ref),
    listGroups: (window) => listGroups(runtime, identity, window),
    listDependencies: (query) => listDependencies(runtime, identity, query),
    listFindings: (query) => listFindings(runtime, identity, query),
    getDependency: (host) => dependencyDetail(runtime, identity, host),
    listEnvironments: (query) => listEnvironments(runtime, identity, query),
    listReviews: (query) => listReviews(runtime, identity, query),
    listServiceChanges: (ref, window) => listServiceChanges(runtime, identity, ref, window),
    listChanges: (query) => listChanges(runtime, identity, query),
    listNamespaces: (query) => listNamespaces(runtime, identity, query),
    listMigrations: (query) => listMigrations(runtime, identity, query),
    getMigration: (ref, id) => readMigration(runtime, identity, ref, id),
  }
}
