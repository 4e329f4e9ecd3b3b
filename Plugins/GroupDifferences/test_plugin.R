# Run with: Rscript --vanilla test_plugin.R   (in this folder)

options(group_differences_test = TRUE)
source("plugin.R")

same <- function(found, expected, tolerance = 1e-4) stopifnot(isTRUE(all.equal(found, expected, tolerance = tolerance)))

# Hollander and Wolfe (1973), page 116, mucociliary efficiency: H = 0.77143, df = 2, p = 0.68 (R's own example).
normal <- c(2.9, 3.0, 2.5, 2.6, 3.2)
obstructed <- c(3.8, 2.7, 4.0, 2.4)
asbestosis <- c(2.8, 3.4, 3.7, 2.2, 2.0)
result <- compare(list(normal, obstructed, asbestosis))
same(result$h, 0.7714286)
same(result$df, 2)
same(result$p, 0.6799648)
same(result$effect, 0.7714286 * 15 / (14^2 - 1))
stopifnot(abs(result$simulated - 0.71) < 0.03)

# The same answer from everybody can't be compared.
stopifnot(is.null(compare(list(c(1, 1), c(1, 1, 1)))))

run_of <- function(...) {
  begin(list(
    survey = list(questions = list(list(
      name = "safe", type = "scale", label = "Safe?",
      choices = list(list(name = "1", score = 1), list(name = "2", score = 2), list(name = "9", score = NULL))))),
    options = list(pairwise = TRUE, smallest_group = 2), context = list(
      smallest_base = 4, by = list(name = "role", label = "Role", overlapping = FALSE, groups = list(
        list(name = "x", label = "X"), list(name = "y", label = "Y"), list(name = "z", label = "Z")))), ...))
}
answers <- list(
  unit = list("person", "person", "person", "person", "table", "person", "person"),
  group = list("x", "x", "y", "y", "y", NULL, "x"),
  columns = list(safe = list(values = list("1", "2", "2", "2", "1", "1", "9"))))

# Tables' notes, answers without a group and "don't know" count nowhere.
run_of()
add(answers)
whole <- section()
stopifnot(identical(vapply(whole$tables[[1]]$rows, function(row) as.integer(row[[5]]), 0L), c(2L, 2L, 0L)))

# Four answers that differ are enough for a sentence here; one fewer are not, and it says only that.
stopifnot(whole$statements[[1]]$text == "Answers to \u201cSafe?\u201d differ between groups no more than chance would explain; 4 answered.")
stopifnot(statement(list(name = "safe", label = "Safe?"), 3, "too few to say")$text == "\u201cSafe?\u201d: too few to say.")

# Parts that are merged equal the whole, through JSON.
state <- fromJSON(toJSON(tally, auto_unbox = TRUE), simplifyVector = FALSE)
run_of()
merge_state(state)
stopifnot(identical(section(), whole))

# A group of nobody is there, with nothing in it.
stopifnot(is.null(whole$tables[[1]]$rows[[3]][[6]]))

# An option that does not exist is an error.
stopifnot(inherits(tryCatch(begin(list(options = list(colour = "red"))), error = identity), "problem"))

cat("ok\n")
