namespace CrossSell;

/// <summary>The codes of vetoes. They are API: never renamed, only added. Predicates and holds have the user's own words behind their family.</summary>
public static class ReasonCodes
{
    /// <summary>The customer owns this very product.</summary>
    public const string OwnedSame = "OWN.SAME";

    /// <summary>The customer owns what he takes for the same thing.</summary>
    public const string OwnedEquivalent = "OWN.EQUIVALENT";

    /// <summary>The customer owns a bundle or a wider contract that contains it.</summary>
    public const string OwnedCovered = "OWN.COVERED";

    /// <summary>The customer owns a higher step of its ladder.</summary>
    public const string OwnedHigherTier = "OWN.HIGHER_TIER";

    /// <summary>The customer has ordered it, or what counts as it.</summary>
    public const string OwnedPendingOrder = "OWN.PENDING_ORDER";

    /// <summary>The customer has it from somebody else, under a contract that still runs.</summary>
    public const string OwnedCompetitor = "OWN.COMPETITOR";

    /// <summary>The customer lacks a product that it requires.</summary>
    public const string PrerequisiteMissing = "REL.PREREQ_MISSING";

    /// <summary>The customer owns a product with which it is incompatible.</summary>
    public const string Incompatible = "REL.INCOMPATIBLE";

    /// <summary>The customer owns another product of its exclusive group.</summary>
    public const string ExclusiveGroup = "REL.EXCLUSIVE_GROUP";

    /// <summary>The product that it builds on was bought too recently.</summary>
    public const string FollowsTooSoon = "REL.FOLLOWS_TOO_SOON";

    /// <summary>The customer said never, or has declined too often.</summary>
    public const string DeclinedNever = "DEC.NEVER";

    /// <summary>The customer declined it, or what counts as it, not long ago.</summary>
    public const string DeclinedCooldown = "DEC.COOLDOWN";

    /// <summary>The customer declined something of its category not long ago.</summary>
    public const string DeclinedCategory = "DEC.CATEGORY";

    /// <summary>The customer is left in peace for a while after declines.</summary>
    public const string CustomerPause = "DEC.CUSTOMER_PAUSE";

    /// <summary>An offer of it, or of what counts as it, is open.</summary>
    public const string OfferOpen = "OFR.OPEN";

    /// <summary>It was offered not long ago.</summary>
    public const string OfferRecent = "OFR.RECENT";

    /// <summary>It was presented too often without an answer.</summary>
    public const string OfferMaxPresented = "OFR.MAX_PRESENTED";

    /// <summary>It was presented once, and the policy says never twice.</summary>
    public const string OfferOnceOnly = "OFR.ONCE_ONLY";

    /// <summary>The product is not on sale at this time.</summary>
    public const string AvailableDates = "AVL.DATES";

    /// <summary>The product is not on sale in the customer's region.</summary>
    public const string AvailableRegion = "AVL.REGION";

    /// <summary>The product is not sold by this channel.</summary>
    public const string AvailableChannel = "AVL.CHANNEL";

    /// <summary>The product is out of stock, or nobody knows.</summary>
    public const string AvailableStock = "AVL.STOCK";

    /// <summary>The catalogue does not list the product.</summary>
    public const string NotInCatalog = "AVL.CATALOG";

    /// <summary>What a predicate's veto begins with; its name follows.</summary>
    public const string PredicatePrefix = "ELG.";

    /// <summary>The customer objected.</summary>
    public const string Objection = "CNS.OBJECTION";

    /// <summary>There is no permission for this channel and purpose.</summary>
    public const string NoOptIn = "CNS.NO_OPTIN";

    /// <summary>The permission has run out.</summary>
    public const string ConsentExpired = "CNS.EXPIRED";

    /// <summary>The permission cannot be proved.</summary>
    public const string NoEvidence = "CNS.NO_EVIDENCE";

    /// <summary>The customer cannot be reached by this channel.</summary>
    public const string Unreachable = "CNS.UNREACHABLE";

    /// <summary>What a hold's veto begins with; its kind follows.</summary>
    public const string HoldPrefix = "HLD.";

    /// <summary>A limit on contacts is reached; the veto names the rule.</summary>
    public const string ContactCap = "CAP";

    /// <summary>The last or the next contact is too near; the veto names the rule.</summary>
    public const string ContactGap = "GAP";

    /// <summary>It is quiet time where the customer lives; the veto names the rule.</summary>
    public const string QuietTime = "QUIET";

    /// <summary>The contact is planned for a later instant.</summary>
    public const string PlannedLater = "PLN.NOT_DUE";

    /// <summary>A contact about it is planned, or was made, in this campaign already.</summary>
    public const string PlannedAlready = "PLN.ALREADY";

    /// <summary>The slot is over.</summary>
    public const string SlotOver = "PLN.SLOT_OVER";

    /// <summary>How likely the customer takes it is unknown.</summary>
    public const string PropensityUnknown = "PLN.NO_PROPENSITY";

    /// <summary>The customer is contacted by no campaign this year, to measure what campaigns are worth.</summary>
    public const string UniversalHoldout = "EXP.UNIVERSAL_HOLDOUT";

    /// <summary>The customer is in the control group of the campaign.</summary>
    public const string ControlGroup = "EXP.CONTROL";

    /// <summary>A product's volume is used up, or undefined.</summary>
    public const string VolumeOfProduct = "VOL.PRODUCT";

    /// <summary>A channel's volume is used up, or undefined.</summary>
    public const string VolumeOfChannel = "VOL.CHANNEL";

    /// <summary>Another shared volume is used up, or undefined.</summary>
    public const string VolumeOfOther = "VOL.OTHER";

    /// <summary>A budget is used up, or undefined.</summary>
    public const string Budget = "BUD.BUDGET";

    /// <summary>It is expected to bring less than the least that is wanted.</summary>
    public const string BelowThreshold = "ARB.BELOW_THRESHOLD";

    /// <summary>Other offers are expected to bring more, and there is no place left.</summary>
    public const string Outranked = "ARB.OUTRANKED";

    /// <summary>Enough offers of its category are made.</summary>
    public const string Diversity = "ARB.DIVERSITY";

    /// <summary>The day to follow the offer up has not come.</summary>
    public const string FollowUpNotDue = "FUP.NOT_DUE";

    /// <summary>The offer was followed up as often as is allowed.</summary>
    public const string FollowUpMax = "FUP.MAX";

    /// <summary>The offer was spoken of not long ago.</summary>
    public const string FollowUpRecent = "FUP.RECENT";

    /// <summary>A contact about the offer is planned or reserved.</summary>
    public const string FollowUpPlanned = "FUP.PLANNED";

    /// <summary>What is known is too old to act on, or its age is unknown.</summary>
    public const string StaleData = "SYS.STALE_DATA";

    /// <summary>Nothing is known of the customer.</summary>
    public const string UnknownCustomer = "SYS.UNKNOWN_CUSTOMER";

    /// <summary>A predicate could not decide.</summary>
    public const string PredicateFailed = "SYS.PREDICATE_FAILED";
}
