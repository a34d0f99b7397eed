/** The name of the product, as it is written in a sentence. */
export const name = 'Needledrop'
