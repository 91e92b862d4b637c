using CrossSell.ML.Learning;

namespace CrossSell.ML.Products;

/// <summary>Divides the rows for validation: the last snapshot is held out where earlier ones have their answers by then, else customers by a hash of their ids.</summary>
internal static class ProductSplits
{
    private const int Folds = 4;

    public static Split[] Of(ProductTrainingRows rows)
    {
        if (rows.Plan is { Snapshots.Count: > 1 } plan)
        {
            int last = plan.Snapshots.Count - 1;
            bool[] isAnswered = [.. plan.Snapshots.Select(snapshot => snapshot + plan.Horizon <= plan.Snapshots[last])];
            int[] train = [.. Enumerable.Range(0, rows.Count).Where(row => isAnswered[rows.SnapshotOf(row)])];
            int[] test = [.. Enumerable.Range(0, rows.Count).Where(row => rows.SnapshotOf(row) == last)];
            if (train.Length > 0 && test.Length > 0)
            {
                return [new Split(train, test)];
            }
        }

        ulong[] hashes = RowHashes.Of(rows.Customers);
        return
        [
            .. Enumerable.Range(0, Folds).Select(fold => new Split(
                [.. Enumerable.Range(0, rows.Count).Where(row => hashes[row] % Folds != (ulong)fold)],
                [.. Enumerable.Range(0, rows.Count).Where(row => hashes[row] % Folds == (ulong)fold)])),
        ];
    }
}
