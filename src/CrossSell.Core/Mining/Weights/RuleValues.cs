namespace CrossSell.Mining;

/// <summary>Adds up quantity, revenue and margin of the consequents of rules over the transactions that match them.</summary>
/// <remarks>Rows are added in the order of the history, so results are the same to the last digit for any number of threads. Safe to call from several threads.</remarks>
public static class RuleValues
{
    /// <summary>What each rule's consequent came to.</summary>
    /// <param name="rules">The rules, of products that the history knows.</param>
    /// <param name="history">Where quantities and revenues stand; often, but not of necessity, the one that the rules were mined from.</param>
    /// <param name="unit">What one transaction is.</param>
    /// <param name="catalog">Where margins stand; null when there are none.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <returns>A value for each rule, in the order of the rules.</returns>
    /// <remarks>O(rows) and, for each rule, the transactions with its rarest item times the logarithm of those with the others.</remarks>
    /// <exception cref="ArgumentException">A rule holds an item that is no product of the history; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static IReadOnlyList<RuleValue> Sum(
        RuleSet rules, PurchaseHistory history, TransactionUnit unit, ProductCatalog? catalog = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(history);
        int[] productOf = [.. rules.ItemIds.Select(id => history.Products.IndexOf(id))];
        foreach (AssociationRule rule in rules)
        {
            foreach (int item in (int[])[.. rule.AntecedentIndexes, .. rule.ConsequentIndexes])
            {
                if (productOf[item] < 0)
                {
                    throw new ArgumentException($"The rule {rule} holds '{rules.ItemIds[item]}', which is no product of the history.", nameof(rules));
                }
            }
        }

        Postings postings = new(history, unit, RowsByTransaction.Margins(history, catalog ?? ProductCatalog.Empty));
        RuleValue[] values = new RuleValue[rules.Count];
        Parallel.For(0, rules.Count, new ParallelOptions { CancellationToken = cancellation }, place =>
        {
            int[] antecedent = [.. rules[place].AntecedentIndexes];
            int[] consequent = [.. rules[place].ConsequentIndexes];
            values[place] = postings.Value(Array.ConvertAll(antecedent, item => productOf[item]), Array.ConvertAll(consequent, item => productOf[item]));
        });
        return Array.AsReadOnly(values);
    }
}
