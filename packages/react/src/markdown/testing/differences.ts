/** Examples of the official sets that come out differently on purpose. */
export interface Difference {
  /** What is different, and why. */
  readonly reason: string;
  /** Numbers of examples in CommonMark 0.31.2. */
  readonly commonmark: readonly number[];
  /** Numbers of examples in GitHub Flavored Markdown 0.29. */
  readonly gfm: readonly number[];
}

const names: Difference = {
  reason:
    'Of the 2,125 names of characters about 120 are known; the others stay as written. All of them would weigh as much as the rest of the parser.',
  commonmark: [25],
  gfm: [321],
};

const addresses: Difference = {
  reason:
    'Addresses in plain text are links, as GitHub extends CommonMark. The set has these examples from CommonMark.',
  commonmark: [602, 608, 611, 612],
  gfm: [611, 617, 620, 621],
};

const xmpp: Difference = {
  reason:
    '`xmpp:` and `mailto:` before an address do not belong to the link: `xmpp:` is refused, and models write neither.',
  commonmark: [],
  gfm: [633, 634, 635],
};

/** What the parser does differently. */
export const parserDifferences: readonly Difference[] = [
  names,
  addresses,
  xmpp,
  {
    reason: 'Comments are read as CommonMark 0.31 reads them; GitHub’s set is older.',
    commonmark: [],
    gfm: [649, 650],
  },
  {
    reason: 'GitHub takes some elements out of raw HTML. Here no raw HTML is shown as HTML at all.',
    commonmark: [],
    gfm: [657],
  },
];

/** What `Markdown` shows differently. */
export const shownDifferences: readonly Difference[] = [
  names,
  addresses,
  xmpp,
  {
    reason: 'Raw HTML is shown as the text that it is: it could load, run or cover something.',
    commonmark: [
      20, 21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167,
      169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191,
      195, 201, 308, 309, 344, 475, 476, 477, 489, 491, 492, 494, 499, 524, 526, 536, 538, 580, 596, 598, 599, 601, 603,
      613, 614, 615, 616, 617, 623, 625, 626, 627, 628, 629, 630, 631, 642, 643,
    ],
    gfm: [
      118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 139, 140, 141,
      142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 164, 170, 288, 289,
      316, 317, 327, 354, 484, 485, 486, 499, 501, 502, 504, 508, 533, 535, 545, 547, 589, 605, 607, 608, 610, 612, 636,
      637, 638, 639, 640, 646, 648, 651, 652, 653, 654, 655, 657, 667, 668,
    ],
  },
  {
    reason: 'An image that is not below an allowed prefix is a card that asks: loading it would tell a stranger.',
    commonmark: [
      517, 520, 531, 572, 573, 574, 575, 576, 577, 578, 579, 581, 582, 583, 584, 585, 586, 587, 588, 589, 591,
    ],
    gfm: [526, 529, 540, 581, 582, 583, 584, 585, 586, 587, 588, 590, 591, 592, 593, 594, 595, 596, 597, 598, 600],
  },
  {
    reason:
      'A link is its text when its address is refused: one without a scheme would lead into the page that shows the answer, others may run something.',
    commonmark: [
      22, 23, 32, 33, 192, 193, 194, 196, 198, 200, 202, 203, 204, 205, 206, 214, 215, 216, 217, 218, 404, 419, 422,
      433, 473, 474, 482, 483, 484, 485, 486, 487, 495, 496, 498, 500, 502, 503, 504, 505, 506, 507, 509, 510, 512, 514,
      515, 516, 518, 519, 521, 522, 527, 528, 529, 530, 532, 533, 534, 535, 539, 540, 541, 542, 543, 544, 549, 550, 553,
      554, 555, 556, 557, 558, 559, 560, 561, 562, 564, 565, 566, 567, 568, 569, 570, 571, 593,
    ],
    gfm: [
      161, 162, 163, 165, 167, 169, 171, 172, 173, 174, 175, 183, 184, 185, 186, 187, 318, 319, 328, 329, 413, 428, 431,
      442, 482, 483, 494, 495, 496, 497, 505, 506, 507, 509, 511, 512, 513, 514, 515, 516, 518, 519, 521, 523, 524, 525,
      527, 528, 530, 531, 536, 537, 538, 539, 541, 542, 543, 544, 548, 549, 550, 551, 552, 553, 558, 559, 562, 563, 564,
      565, 566, 567, 568, 569, 570, 571, 573, 574, 575, 576, 577, 578, 579, 580, 602,
    ],
  },
];
