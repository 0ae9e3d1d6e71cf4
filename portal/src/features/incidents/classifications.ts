export interface Classification {
  classification: string;
  classificationReason: string;
  text: string;
}

/** Sentinel's five ways to close an incident. */
export const classifications: Classification[] = [
  {
    classification: 'TruePositive',
    classificationReason: 'SuspiciousActivity',
    text: 'True positive – suspicious activity',
  },
  {
    classification: 'BenignPositive',
    classificationReason: 'SuspiciousButExpected',
    text: 'Benign positive – suspicious but expected',
  },
  {
    classification: 'FalsePositive',
    classificationReason: 'IncorrectAlertLogic',
    text: 'False positive – incorrect alert logic',
  },
  {
    classification: 'FalsePositive',
    classificationReason: 'InaccurateData',
    text: 'False positive – inaccurate data',
  },
  { classification: 'Undetermined', classificationReason: '', text: 'Undetermined' },
];

export function classificationText(
  classification: string | null | undefined,
  reason: string | null | undefined,
): string {
  const known = classifications.find(
    (each) =>
      each.classification === classification &&
      (each.classificationReason === '' || each.classificationReason === reason),
  );
  return known?.text ?? [classification, reason].filter(Boolean).join(' – ');
}
