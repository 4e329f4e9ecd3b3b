/// What figures are, as their names tell.
public enum FigureNames {
  /// Whether a measure, or a column of numbers, is the p of a test: `p`, `fisher_p`, `p_holm`.
  public static func tellsProbability(_ name: String) -> Bool {
    name == "p" || name == "p_holm" || name.hasSuffix("_p")
  }
}
