import { tokenize } from './tokenize.ts';

/** Words that people say for what a handbook calls otherwise. In each line every word stands for every other. */
const groups = [
  'heavy weight weigh',
  'tight tension tighten',
  'noise noisy sound squeal rattle hum click',
  'wash clean washer cleaner cleaning',
  'kid child children toddler',
  'secondhand used',
  'phone telephone call',
  'support desk contact',
  'phone smartphone',
  'tube tyre tire puncture flat',
  'tyre tire',
  'far range distance',
  'difference compare model',
  'cold winter frost freezing',
  'hot warm heat overheat',
  'max maximum highest limit',
  'load carry payload',
  'fix repair mend',
  'buy purchase order',
  'price cost charge fee',
  'lost stolen theft steal',
  'reset restart clear delete',
  'plane flight airplane aeroplane fly',
  'garage storage storing',
  'charge charger charging',
  'broken defect fault fail',
  'guarantee warranty',
  'update upgrade install',
  'signature sign verify',
  'rate limit requests',
  'address email contact',
  'hours open opening',
  'seat saddle',
  'trailer tow',
  'bluetooth pair pairing',
  '扭矩 力矩',
  '保修 质保',
  '存放 储存 保管',
  '洗车 清洗 清洁',
  '代码 错误 故障',
  '电池 电瓶',
  '保管 保存',
  'エラー コード 故障',
  '洗車 掃除 洗浄',
  'トルク 締め付け',
];

const bySense = new Map<string, Set<string>>();
for (const group of groups) {
  const tokens = [...new Set(group.split(' ').flatMap((word) => tokenize(word)))];
  for (const token of tokens) bySense.set(token, new Set([...(bySense.get(token) ?? []), ...tokens]));
}

/** Words that mean about the same as this one. */
export function synonymsOf(token: string): string[] {
  return [...(bySense.get(token) ?? [])].filter((other) => other !== token);
}
