/** What every write may be told by its query. */
export const writeParameters: readonly string[] = ['dryRun', 'fieldManager', 'fieldValidation']
