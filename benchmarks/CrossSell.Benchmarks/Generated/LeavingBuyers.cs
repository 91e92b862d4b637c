using CrossSell.ML;

namespace CrossSell.Benchmarks.Generated;

/// <summary>Customers of whom it is known whether they are still there: gone after repeated purchases, after any, or at any time whatever they buy.</summary>
/// <param name="Patterns">How each bought.</param>
/// <param name="Alive">Whether each is still there.</param>
internal sealed record LeavingBuyers(PurchasePattern[] Patterns, bool[] Alive)
{
    /// <param name="count">How many.</param>
    /// <param name="leaving">After which purchases they go; null for at any time, as in the Pareto/NBD model (Schmittlein, Morrison, Colombo 1987).</param>
    public static LeavingBuyers Make(int count, LeavingRule? leaving)
    {
        var numbers = new SeededNumbers(29);
        var patterns = new PurchasePattern[count];
        var alive = new bool[count];
        for (int i = 0; i < count; i++)
        {
            // Exponential rates are gamma with shape 1; the square of a uniform number has the beta distribution (1/2, 1).
            double rate = Exponential(ref numbers) / 40;
            double leaves = leaving is null ? 0 : Math.Pow(numbers.Unit(), 2);
            double life = leaving is null ? Exponential(ref numbers) / (Exponential(ref numbers) / 300) : double.PositiveInfinity;
            double age = 150 + (200 * numbers.Unit());
            (int x, double last) = (0, 0.0);
            bool stays = leaving != LeavingRule.AfterAnyPurchase || numbers.Unit() >= leaves;
            for (double time = Exponential(ref numbers) / rate; stays && time <= Math.Min(age, life); time += Exponential(ref numbers) / rate)
            {
                (x, last) = (x + 1, time);
                stays = numbers.Unit() >= leaves;
            }

            (patterns[i], alive[i]) = (new PurchasePattern(x, last, age), stays && life > age);
        }

        return new LeavingBuyers(patterns, alive);
    }

    private static double Exponential(ref SeededNumbers numbers) => -Math.Log(1 - numbers.Unit());
}
