/** Answers as models write them: no trick, every ordinary form. */
export const answers: readonly string[] = [
  `## Loosen the rear axle

You need a **hex 8** key and a *torque wrench*. See the [owner’s handbook](https://handbook.example/fjell-3 "Handbook") first.

1. **Support the bike.** Put it on a stand, or turn it over.
2. **Unplug the motor.** The plug is at the left chain stay:
   - press the latch,
   - pull \`straight\` out.
3. Loosen both nuts *alternately*:

   \`\`\`sh
   torque --axle 40 --unit Nm   # both sides
   \`\`\`

4. Take the wheel out.

> **Note** Never ride with a loose torque arm.
> It may turn the axle.

| Part | Torque | Tool |
|:-----|-------:|:----:|
| Axle nut, \`M12\` | 40 Nm | Hex 8 |
| Torque arm | **9 Nm** | Torx 30 |

- [x] Axle checked
- [ ] Brake adjusted

---

### What else?

Costs are about $5 to $10 (see <https://shop.example/axle>). For more, write to help@shop.example or visit www.shop.example.
`,
  `好的，以下是**“三步法”**的说明：

1. 打开「设置」，找到**电池**；
2. 选择*省电模式*——它会把功率降到 \`60%\`；
3. 点击[确认](https://handbook.example/zh)。

\`\`\`python
def soc(value: float) -> str:
    """电量"""
    return f"{value:.0%}"
\`\`\`

| 模式 | 续航 |
|---|---|
| 省电 | 120 km |
| 标准 | 80 km |

注意：~~旧版~~固件不支持该功能，见 https://handbook.example/fw，谢谢。
`,
  `はい、**「充電の手順」**は次のとおりです。

- 電源を切る
- 充電器を*しっかり*差し込む
  - ランプが**緑**になるまで待つ
- \`SoC\` を確認する

> 充電中は乗らないでください。

詳しくは[説明書](https://handbook.example/ja)をご覧ください。
`,
  `Here is the function you asked for:

\`\`\`ts
export function sum(values: readonly number[]): number {
  // a_b * c_d
  return values.reduce((total, value) => total + value, 0);
}
\`\`\`

**How it works**

* \`reduce\` walks over the list,
* the second argument is the **start** value, ***always*** a number,
* a \`snake_case_name\` and 2 * 3 * 4 stay as they are.

Then call it: \`sum([1, 2, 3])\` gives \`6\`.

\`\`\`json
{
  "sum": 6
}
\`\`\`

That is all. Anything else?
`,
];
