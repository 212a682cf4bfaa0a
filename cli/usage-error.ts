/** A command that was given something it does not take; the message says what would be right. */
export class UsageError extends Error {}
