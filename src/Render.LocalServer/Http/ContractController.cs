namespace Render.LocalServer;

/// <summary>What the controllers that are compiled from the contract share.</summary>
internal abstract class ContractController
{
    /// <summary>Adds the operations of this controller.</summary>
    public abstract void Map(OperationTable operations);

    /// <summary>What an operation answers that nobody has written yet.</summary>
    protected internal static Task<Answer> NotOffered(Operation operation) => Task.FromResult(Answer.Text(
        $"The embedded server does not offer {operation.Id} ({operation.Method} {operation.Path}).",
        StatusCodes.Status501NotImplemented));
}
