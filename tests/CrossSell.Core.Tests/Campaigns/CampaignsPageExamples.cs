using CrossSell.Campaigns;

namespace CrossSell.Tests.Campaigns;

/// <summary>The code of docs/campaigns.md.</summary>
public class CampaignsPageExamples
{
    [Fact]
    public void A_campaign_of_two_weeks()
    {
        var monday = new DateTimeOffset(2026, 8, 3, 8, 0, 0, TimeSpan.FromHours(2));
        var called = new DateTimeOffset(2026, 7, 20, 14, 30, 0, TimeSpan.FromHours(2));

        #region problem
        var builder = new CampaignProblemBuilder { MostContacts = 2 };
        int home = builder.AddProduct("household contents"), life = builder.AddProduct("term life");
        int phone = builder.AddChannel("phone"), letter = builder.AddChannel("letter");
        int week32 = builder.AddSlot(new CampaignSlot("week 32", monday)), week33 = builder.AddSlot(new CampaignSlot("week 33", monday.AddDays(7)));

        builder.AddRow(new CampaignRow("calls in week 32") { Channels = ["phone"], Slots = ["week 32"], Maximum = 1 });
        builder.AddRow(new CampaignRow("term life, promised") { Products = ["term life"], Minimum = 1 });
        builder.AddRow(new CampaignRow("budget") { Measure = RowMeasure.Cost, Maximum = 12.50m });
        int calls = builder.AddCap(ContactCap.Of(ContactRule.AtMost(1).Within(TimeSpan.FromDays(20)).By("phone").Named("calls")));

        builder.BeginCustomer(new CustomerId("C1"));
        builder.AddUsed(calls, called);                                       // stands in the ledger and counts
        builder.Add(home, phone, week32, value: 21, cost: 6);                 // expected value after the cost of the contact
        builder.Add(home, phone, week33, value: 19, cost: 6);
        builder.Add(life, letter, week32, value: 4, cost: 1.20m);
        builder.BeginCustomer(new CustomerId("C2"));
        builder.Add(home, phone, week32, value: 12, cost: 6);
        builder.Add(life, phone, week32, value: 9, cost: 6);
        CampaignProblem problem = builder.Build();                            // what cannot be is told all at once
        #endregion

        #region plan
        CampaignSolution plan = CampaignPlanner.Solve(problem);
        Console.WriteLine($"{plan.Objective:0.00} expected, no plan brings more than {plan.UpperBound:0.00} ({plan.Gap:P2})");
        foreach (int number in plan.Chosen)
        {
            CampaignCandidate contact = problem[number];
            Console.WriteLine($"{contact.Slot.Name}: {contact.Customer} by {contact.Channel} about {contact.Product}");
        }

        foreach (RowOutcome row in plan.Rows)
        {
            Console.WriteLine($"{row.Row.Name}: {row.Used} used, one more is worth {row.ShadowPrice:0.00}");
        }

        CandidateVerdict why = plan.Explain(0);                               // RuledOut by "calls": fourteen days since the last
        #endregion

        Assert.Equal([1, 4], plan.Chosen);
        Assert.Equal((CandidateOutcome.RuledOut, "calls"), (why.Outcome, why.Limit));
        Assert.Equal(SolutionStatus.Optimal, plan.Status);

        #region exchange
        using (StreamWriter file = File.CreateText(Path.Combine(Path.GetTempPath(), "campaign.lp")))
        {
            LpFile.Write(problem, file);                                      // cbc campaign.lp solve solution campaign.sol
        }

        IReadOnlyList<int> chosen = SolverSolution.Read(problem, new StringReader("Optimal - objective value 23\n 1 x1 1 19\n 2 x2 1 4\n"), "campaign.sol");
        CampaignSolution theirs = CampaignPlanner.Judge(problem, chosen);     // checks every limit; bound, prices and reasons by our own means
        #endregion

        Assert.Equal(23, theirs.Objective);
    }
}
