using CrossSell.Ledger;

namespace CrossSell.Storage.Worker.Harness;

/// <summary>The known-bad variant: rules that do not look at what the ledger holds, so a plan and everybody else take room that is not there.</summary>
internal sealed class BlindRules(IContactAdmission rules) : IContactAdmission
{
    public string PolicyHash => rules.PolicyHash;

    public TimeSpan? Horizon => rules.Horizon;

    public Admission Admit(AdmissionContext context) => rules.Admit(context with { Contacts = [] });
}
