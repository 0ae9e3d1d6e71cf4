/** Vedette's mark: a shield with the rank of a sentry. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M16 2 4 6.5v8.2C4 22 9 27.8 16 30c7-2.2 12-8 12-15.3V6.5z" fill="#0f6cbd" />
      <path d="m10 11 6 12 6-12h-3.6L16 16.3 13.6 11z" fill="#fff" />
    </svg>
  );
}
