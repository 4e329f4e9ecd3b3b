/// The look of the page, on screen and on A4.
enum HTMLStyle {
  /// - Parameters:
  ///   - header: what stands at the top of each printed page.
  ///   - footer: what stands at its foot, beside the number.
  static func css(header: String, footer: String) -> String {
    """
    :root { --ink: #0b0c0c; --quiet: #505a5f; --line: #d8dcdf; --accent: #12436d; --wash: #f4f6f8; }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0; color: var(--ink); background: #fff; font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", \
    Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; }
    .page { max-width: 51rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
    h1, h2, h3, h4 { line-height: 1.2; margin: 0; text-wrap: balance; }
    h1 { font-size: 2.35rem; letter-spacing: -0.02em; font-weight: 700; }
    h2 { font-size: 1.5rem; letter-spacing: -0.01em; margin-top: 3.25rem; padding-top: 1.1rem; \
    border-top: 3px solid var(--accent); }
    h3 { font-size: 1.1rem; margin-top: 1.75rem; }
    p { margin: 0.6rem 0 0; max-width: 44rem; }
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: 1rem; top: 1rem; background: #fff; padding: 0.5rem; }
    .subject { color: var(--quiet); font-size: 1.05rem; margin-top: 0.5rem; }
    .audience { color: var(--accent); font-weight: 600; font-size: 0.9rem; margin: 0 0 0.6rem; }
    .invented { border: 2px solid #801650; background: #fbf1f6; color: #5c0f39; padding: 0.75rem 1rem; \
    margin: 0 0 1.75rem; max-width: none; }
    .invented ul { margin: 0.25rem 0 0; padding-left: 1.2rem; }
    .summary h2 { border: 0; padding: 0; margin-top: 1.9rem; font-size: 1.2rem; color: var(--accent); }
    .lead { font-size: 1.2rem; line-height: 1.45; }
    .findings { margin: 0.6rem 0 0; padding: 0; list-style: none; max-width: 46rem; }
    .findings li { padding: 0.5rem 0 0.5rem 1rem; border-left: 4px solid var(--accent); margin-top: 0.6rem; \
    background: var(--wash); }
    .caution { font-weight: 600; }
    .scope, .base, .note, .measures, .subtitle { color: var(--quiet); font-size: 0.9rem; }
    .note, .measures { margin-top: 0.35rem; }
    figure { margin: 1.25rem 0 0; }
    figcaption { max-width: 44rem; }
    figcaption strong { display: block; line-height: 1.3; font-size: 1.05rem; }
    figure svg { display: block; width: 100%; max-width: 46rem; height: auto; margin-top: 0.75rem; }
    .narrow { display: none; }
    .section-notes { margin-top: 1.4rem; }
    .exhibit { margin-top: 2rem; }
    .exhibit h3 { margin-top: 0; }
    .exhibit figure { margin-top: 0.75rem; }
    .wide { overflow-x: auto; }
    table { border-collapse: collapse; margin-top: 0.9rem; min-width: 50%; max-width: 100%; font-size: 0.94rem; \
    font-variant-numeric: tabular-nums lining-nums; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); \
    white-space: nowrap; }
    caption { text-align: left; color: var(--quiet); font-size: 0.9rem; padding-bottom: 0.4rem; }
    th, td { text-align: left; vertical-align: top; padding: 0.42rem 1.4rem 0.42rem 0; \
    border-bottom: 1px solid var(--line); font-weight: 400; overflow-wrap: break-word; }
    th:last-child, td:last-child { padding-right: 0.25rem; }
    thead th { font-weight: 600; border-bottom: 2px solid var(--ink); vertical-align: bottom; }
    tbody th { min-width: 10em; }
    .words { min-width: 8.2em; }
    .quote { overflow-wrap: anywhere; }
    .figure { text-align: right; overflow-wrap: normal; }
    .many { font-size: 0.84rem; }
    .many tbody th { min-width: 7.5em; }
    .many th, .many td { padding-right: 0.9rem; }
    td.figure { white-space: nowrap; }
    .total { font-weight: 600; }
    tr.total th, tr.total td { border-top: 2px solid var(--ink); font-weight: 600; }
    .instead { color: var(--quiet); font-style: italic; }
    .notes h3 { font-size: 0.95rem; margin-top: 1.1rem; }
    .notes ul { margin: 0.25rem 0 0; padding-left: 1.1rem; font-size: 0.88rem; color: var(--quiet); }
    .contents { margin: 0.4rem 0 0; padding: 0; list-style: none; columns: 2; column-gap: 2rem; }
    .contents a { color: var(--accent); }
    @media (max-width: 40rem) {
      h1 { font-size: 1.8rem; }
      .page { padding: 1.25rem 1rem 3rem; }
      .contents { columns: 1; }
      table { font-size: 0.86rem; }
      th, td { padding-right: 0.8rem; }
      tbody th { min-width: 7em; }
      .words { min-width: 5.5em; }
    }
    @media screen and (max-width: 30rem) {
      .usual { display: none; }
      .narrow { display: block; }
    }
    @page { size: A4; margin: 20mm 16mm 18mm; @top-left { content: "\(MarkupText.cssString(header))"; \
    font: 8pt sans-serif; color: #505a5f; } @bottom-left { content: "\(MarkupText.cssString(footer))"; \
    font: 8pt sans-serif; color: #505a5f; } @bottom-right { content: "Page " counter(page) " of " \
    counter(pages); font: 8pt sans-serif; color: #505a5f; } }
    @media print {
      html { font-size: 9.5pt; }
      body { line-height: 1.45; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      .page { max-width: none; padding: 0; }
      .skip { display: none; }
      h1 { font-size: 20pt; }
      h2 { margin-top: 9mm; padding-top: 3mm; }
      .invented { padding: 1.5mm 3mm; margin-bottom: 4mm; }
      .subject { margin-top: 1mm; max-width: none; }
      .summary h2 { margin-top: 4mm; font-size: 11pt; }
      .summary p, .summary .findings, .summary figcaption { max-width: none; }
      .lead { font-size: 1.08rem; line-height: 1.4; }
      .findings li { padding: 0.6mm 0 0.6mm 3mm; margin-top: 1.4mm; }
      .summary figure { margin-top: 4mm; }
      .summary figure svg { max-width: none; max-height: var(--picture, 80mm); margin-top: 1.5mm; }
      .contents { columns: 1; margin-top: 0.5mm; }
      .contents li { display: inline; }
      .contents li + li::before { content: " · "; }
      .contents a { color: inherit; text-decoration: none; }
      .cover { break-after: page; }
      .cover + section > h2 { margin-top: 0; }
      h2, h3, figcaption, caption { break-after: avoid; }
      figure, tr, .findings li, .short { break-inside: avoid; }
      figure { margin-top: 3.5mm; }
      figure svg { max-width: 125mm; margin-top: 2mm; }
      .exhibit { margin-top: 6mm; }
      thead { display: table-header-group; }
      table { font-size: 8.8pt; }
      .many { font-size: 7.8pt; }
      th, td { padding-top: 0.9mm; padding-bottom: 0.9mm; }
      .many th, .many td { padding-right: 2mm; }
      .wide { overflow: visible; }
      p { orphans: 3; widows: 3; }
    }
    """
  }
}
