/** Names the alias, or names the host that the alias leads to and so goes past it. */
export type ConsumerRelation = 'names' | 'bypasses'

/** How sure it is that the text means this alias: `possible` ones are not counted as consumers. */
export type ConsumerCertainty = 'certain' | 'likely' | 'possible'

/** A place that may name a host, as it is read from an object: a value with the field that holds it. */
export interface ScannedField {
  /** The path of the field, such as `spec.template.spec.containers[app].env[DB_HOST]`. */
  field: string
  /** The container that it belongs to; null for what belongs to none. */
  container: string | null
  /** What the value is called, such as the name of an environment variable; null where it has no name. */
  key: string | null
  value: string
  /** Whether the field can hold nothing but a host name or the name of a Service. */
  isHost: boolean
  /** The namespace that a bare name is looked up in; the object's own unless told. */
  namespace?: string
}

/** One place where an object names an alias, or bypasses it. */
export interface Reference {
  /** `serviceKey` of the alias, without its cluster: `namespace/name`. */
  alias: string
  relation: ConsumerRelation
  certainty: ConsumerCertainty
  field: string
  container: string | null
  /** The name as it stands there, with its port; nothing else of the value. */
  text: string
}
