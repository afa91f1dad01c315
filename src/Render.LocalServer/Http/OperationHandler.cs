namespace Render.LocalServer;

/// <summary>Serves one operation.</summary>
internal delegate Task<Answer> OperationHandler(OperationRequest request, CancellationToken cancellationToken);
