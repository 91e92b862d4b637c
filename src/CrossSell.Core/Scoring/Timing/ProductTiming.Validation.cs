namespace CrossSell;

public sealed partial class ProductTiming
{
    /// <summary>What is wrong with the numbers, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        int products = FirstHazards.Length;
        long cells = (long)Triggers.Length * BandEnds.Length;
        for (int b = 0; b < BandEnds.Length; b++)
        {
            if (BandEnds[b] < 1 || (b > 0 && BandEnds[b] <= BandEnds[b - 1]))
            {
                faults.Add($"{nameof(BandEnds)} has {BandEnds[b]} at {b}; the ends must be 1 or more and ascend.");
                break;
            }
        }

        Require(FirstHazards, products, nameof(FirstHazards), h => h is >= 0 and < 1);
        Require(FirstWeights, products, nameof(FirstWeights), w => w > 0);
        Require(RepeatHazards, products, nameof(RepeatHazards), h => h is >= 0 and < 1);
        Require(RepeatWeights, products, nameof(RepeatWeights), w => w > 0);
        Require(Hazards, cells, nameof(Hazards), h => h is >= 0 and < 1);
        Require(Weights, cells, nameof(Weights), w => w > 0);
        Require(Signals, cells, nameof(Signals), s => s >= 0);
        if (TriggerStarts.Length != products + 1 || TriggerStarts[0] != 0 || TriggerStarts[^1] != Triggers.Length)
        {
            faults.Add($"{nameof(TriggerStarts)} has {TriggerStarts.Length} numbers for {products} products and {Triggers.Length} triggers; it needs one more than there are products, from 0 to the number of triggers.");
            return faults;
        }

        for (int p = 0; p < products; p++)
        {
            int count = TriggerStarts[p + 1] - TriggerStarts[p];
            if (count is < 0 or > MostTriggers)
            {
                faults.Add($"Product {p} has {count} triggers; 0 to {MostTriggers} are possible.");
                return faults;
            }
        }

        for (int p = 0; p < products; p++)
        {
            foreach (TimingTrigger trigger in TriggersOf(p))
            {
                if (trigger.Product != p || (uint)trigger.Cause >= (uint)products || trigger.FromDay < 1 || trigger.ToDay < trigger.FromDay
                    || trigger.InWindow < 0 || trigger.Purchases < trigger.InWindow || trigger.PValue is not (>= 0 and <= 1) || !(trigger.Lift >= 0) || !double.IsFinite(trigger.Lift))
                {
                    faults.Add($"Product {p} has a trigger that cannot be: {trigger}.");
                    return faults;
                }
            }
        }

        return faults;

        void Require(double[] numbers, long length, string name, Predicate<double> fits)
        {
            if (numbers.Length != length)
            {
                faults.Add($"{name} has {numbers.Length} numbers; {length} are needed for {products} products, {Triggers.Length} triggers and {BandEnds.Length} bands.");
            }
            else if (!Array.TrueForAll(numbers, number => double.IsFinite(number) && fits(number)))
            {
                faults.Add($"{name} has a number that is out of range.");
            }
        }
    }
}
