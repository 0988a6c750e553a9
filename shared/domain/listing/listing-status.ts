/** Texts of `_review.status`, as real lists show them. */
export const STATUS = { published: 'Published', retired: 'No longer published' } as const;
