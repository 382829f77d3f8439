namespace Tidings.Analysis;

/// <summary>The classes of twitter-text's grammar that an ASCII byte may belong to.</summary>
[Flags]
enum ByteTraits : ushort
{
    None = 0,

    /// <summary><c>A-Z a-z</c>.</summary>
    Letter = 1,

    /// <summary><c>0-9</c>.</summary>
    Digit = 2,

    Alphanumeric = Letter | Digit,

    /// <summary>A letter, a digit or <c>_</c>: the body of a hashtag and of a user name.</summary>
    Word = 4,

    /// <summary>Tab to carriage return, and the space.</summary>
    Space = 8,

    /// <summary>What may follow a cashtag; the double quote and the grave accent are not among it.</summary>
    Punctuation = 16,

    /// <summary>May stand in a path.</summary>
    Path = 32,

    /// <summary>May end a path.</summary>
    PathEnd = 64,

    /// <summary>May stand in a query.</summary>
    Query = 128,

    /// <summary>May end a query.</summary>
    QueryEnd = 256,

    /// <summary>Ends a chain of domain labels: white space, and punctuation other than <c>- _ .</c>.</summary>
    DomainBreak = 512,

    /// <summary>May not stand before the sign of a mention.</summary>
    MentionBar = 1024,
}
