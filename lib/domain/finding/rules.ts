import type { Rule } from './rule'
import { aliasOfAlias } from './rules/alias-of-alias'
import { capturesDomain } from './rules/captures-domain'
import { duplicateAlias } from './rules/duplicate-alias'
import { externalDns } from './rules/external-dns'
import { inClusterTarget } from './rules/in-cluster-target'
import { localhostTarget } from './rules/localhost-target'
import { metadataTarget } from './rules/metadata-target'
import { metadataUnusable } from './rules/metadata-unusable'
import { multipleAddresses } from './rules/multiple-addresses'
import { noDescription } from './rules/no-description'
import { noEnvironment } from './rules/no-environment'
import { noOwner } from './rules/no-owner'
import { noPartOf } from './rules/no-part-of'
import { placeholderTarget } from './rules/placeholder-target'
import { portContradicts } from './rules/port-contradicts'
import { portNotMapped } from './rules/port-not-mapped'
import { portProtocolUnsaid } from './rules/port-protocol-unsaid'
import { portsDiffer } from './rules/ports-differ'
import { portsMissing } from './rules/ports-missing'
import { singleLabelTarget } from './rules/single-label-target'
import { staleSlices } from './rules/stale-slices'
import { systemTarget } from './rules/system-target'

/** Every rule that needs nothing but the Service, its neighbours and the cluster that it lies in. */
export const rules: readonly Rule[] = [
  localhostTarget,
  metadataTarget,
  systemTarget,
  capturesDomain,
  placeholderTarget,
  singleLabelTarget,
  staleSlices,
  portNotMapped,
  externalDns,
  inClusterTarget,
  aliasOfAlias,
  multipleAddresses,
  duplicateAlias,
  portsDiffer,
  portContradicts,
  portProtocolUnsaid,
  portsMissing,
  noOwner,
  noDescription,
  noEnvironment,
  noPartOf,
  metadataUnusable,
]
