namespace CrossSell.ML.Value;

/// <summary>Chooses the rule of leaving under which customers held out are the likelier.</summary>
internal static class LeavingChoice
{
    private const int Parts = 3;

    /// <summary>The rule; that of BG/NBD where so few customers bought again that a third of them teaches nothing.</summary>
    public static LeavingRule Of(BuyingData data, ValueOptions options, CancellationToken cancellation)
    {
        try
        {
            return Likelier(data, options, cancellation);
        }
        catch (ValueTrainingException)
        {
            return LeavingRule.AfterRepeatPurchase;
        }
    }

    private static LeavingRule Likelier(BuyingData data, ValueOptions options, CancellationToken cancellation)
    {
        (double repeat, double any) = (0, 0);
        for (int part = 0; part < Parts; part++)
        {
            BuyingData train = data.Part(part, Parts, others: true);
            BuyingData held = data.Part(part, Parts, others: false);
            if (train.TeachesSomething && held.Frequency.Length > 0)
            {
                repeat += HeldOut(train, held, LeavingRule.AfterRepeatPurchase, options, cancellation);
                any += HeldOut(train, held, LeavingRule.AfterAnyPurchase, options, cancellation);
            }
        }

        return any > repeat ? LeavingRule.AfterAnyPurchase : LeavingRule.AfterRepeatPurchase;
    }

    private static double HeldOut(BuyingData train, BuyingData held, LeavingRule leaving, ValueOptions options, CancellationToken cancellation) =>
        held.Likelihood(leaving, options).At(train.Fit(leaving, options, cancellation).Point).Value;
}
