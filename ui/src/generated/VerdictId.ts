export type VerdictId = number & { readonly __brand: 'VerdictId' }
