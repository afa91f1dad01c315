namespace Render.SpecSync;

/// <summary>What of an operation or a model differs.</summary>
internal enum DifferencePart
{
    /// <summary>The group that the operation belongs to.</summary>
    Tag,

    /// <summary>A value in the path, the query or a header.</summary>
    Parameter,

    /// <summary>What a request carries.</summary>
    Body,

    /// <summary>What a request may be sent as.</summary>
    RequestMediaType,

    /// <summary>A code of success.</summary>
    SuccessCode,

    /// <summary>What a success carries.</summary>
    Answer,

    /// <summary>What a success comes as.</summary>
    AnswerMediaType,

    /// <summary>A property of a model.</summary>
    Property,

    /// <summary>One of the values that a parameter or a property may have.</summary>
    Value,
}
